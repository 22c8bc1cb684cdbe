# -*- coding: utf-8 -*-
'''A docstring with """ in it
def not_here(): pass
'''


def after_docstring(): pass


single = 'def not_here(): pass \' \
def not_here(): pass'
double = "\"\\"; raw = r"\"def not_here(): pass"; byte = b'\'' Rb'\'' bR"\""
tripled = """\"""def not_here(): pass""\""""
empty = '' "" '''''' """"""
joined = ("(" '[' """{""" u'(')
form = f"{single} {{not_a_field {double!r:>{len(raw)}}}} \N{DIGIT ONE} {'}'}"
deep = f'''{single
} {(lambda: 1)()} {"""text"""} {
    [letter for letter in single]
}'''
raw_form = rf"\{single}\" {(lambda x: {1: x})(2)[1]:{'>'}{10}}" fR'\N{double}'
specified = f"{single:%H:%M} {double:{{1: '>'}[1]}10} {raw=} {raw = !r:^20} {byte != raw}"
comment = "#" # "'''
quotes = "'''" '"""'


def last():
    r'''\'''' # one quote is escaped
    return f"""
def not_here(): pass {f'{single}'}
"""
