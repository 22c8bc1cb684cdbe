"""Tests for those who run tests."""

import unittest

import goods


class Prices(unittest.TestCase):
    def test_price(self):
        self.assertEqual([goods.price(n) for n in range(7)][3], 6)

    def test_wrong_price(self):
        self.assertEqual(goods.price(1), 3)


def test_total():
    assert goods.Basket.total(4) == 12
