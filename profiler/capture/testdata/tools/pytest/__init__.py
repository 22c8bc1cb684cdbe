"""Stands for pytest where that is not installed: it knows no more than how to run one test."""
