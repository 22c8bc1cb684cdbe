"""A shop prices its orders twice: item by item, and with what it has already worked out.

Both ways give the same total. Nearly all of the time is in ``price_of`` and in what it calls. ``item_by_item``
calls it for every single item; ``priced_once`` calls it once for each kind of item and looks the price up afterwards.
"""

KINDS = 40
ITEMS_IN_AN_ORDER = 20
ORDERS = 150


def checksum(barcode):
    """A checksum over the digits of a barcode, the slow way: digit by digit, several times over."""
    total = 0
    for weight in range(1, 60):
        for digit in barcode:
            total = (total * 31 + weight * int(digit)) % 9973
    return total


def rebate(cents):
    """What a regular customer saves, in cents: one for each divisor of the price."""
    saved = 0
    for candidate in range(1, 900):
        if cents % candidate == 0:
            saved += 1
    return saved


def label(kind):
    """The label of a kind of item, such as "item-07": its letters are put together one by one."""
    letters = ""
    for letter in "ITEM-%02d" % kind * 12:
        letters += letter.lower()
    return letters[:7]


def price_of(kind):
    """The price of one kind of item in cents."""
    cents = checksum("%013d" % (kind * 7919)) + len(label(kind))
    return cents - rebate(cents)


def item_by_item(orders):
    """The total of all orders, pricing every item anew."""
    total = 0
    for order in orders:
        for kind in order:
            total += price_of(kind)
    return total


def priced_once(orders):
    """The same total, pricing every kind of item only once."""
    prices = {}
    total = 0
    for order in orders:
        for kind in order:
            if kind not in prices:
                prices[kind] = price_of(kind)
            total += prices[kind]
    return total


def make_orders(count):
    """Orders of a fixed number of items, the same ones at every run."""
    return [[(order * 7 + item * item) % KINDS for item in range(ITEMS_IN_AN_ORDER)] for order in range(count)]


def main():
    orders = make_orders(ORDERS)
    first = item_by_item(orders)
    second = priced_once(orders)
    print("%d orders, %d cents; the two ways agree: %s" % (ORDERS, first, first == second))


if __name__ == "__main__":
    main()
