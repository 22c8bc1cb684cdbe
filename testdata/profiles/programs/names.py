# Names beyond ASCII, of one, two and three bytes in UTF-8 and beyond the basic plane, for Python 3.


def größe(wert):
    return len(str(wert))


def 数える(値):
    return sum(größe(値) for 値 in range(値))


def 𝕗(n):
    return 数える(n) + größe(n)


𝕗(12)
