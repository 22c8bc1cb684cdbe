# Two files of one name in different folders, whose functions call each other and a third: what strip_dirs makes one of.
OFFICE = '''
def price(item, colleague=None):
    return colleague(item) if colleague else len(str(item))

def sell(items, colleague):
    return [price(item, colleague) for item in items] + [colleague(item) for item in items]
'''


def office(folder):
    names = {}
    exec(compile(OFFICE, "/srv/example/%s/office.py" % folder, "exec"), names)
    return names


north, south = office("north"), office("south")


def main():
    north["sell"](range(20), south["price"])
    south["sell"](range(15), north["price"])
    north["sell"](range(10), north["price"])


main()
