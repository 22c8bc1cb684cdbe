"""Imports a neighbour, changes the folder and fails."""

import os
import sys

import neighbour

neighbour.greet()
os.chdir(os.path.dirname(sys.executable))
neighbour.greet()
print(__file__, neighbour.__file__)
raise ValueError
