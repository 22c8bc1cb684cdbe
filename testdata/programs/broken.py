"""Cannot be compiled: the parenthesis of the last line is never closed."""

print("never printed"
