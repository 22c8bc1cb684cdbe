"""Takes out of a forked child's figures what its parent did before the fork."""

from tottime_borrowed import perf_counter


class Forked:
    """What a thread's profiler had when the process was forked, and the calls that were open then.

    Such a call goes on in the child, so that it is a call of the child too; its time there began with the fork. When it ends, the profiler
    adds all its time since its beginning.
    """

    def __init__(self, entries, frame):
        self.before = _by_function(entries)
        self.since = perf_counter()
        self.open = set()
        while frame is not None:
            self.open.add(id(frame.f_code))
            frame = frame.f_back

    def rest(self, entries):
        """The getstats() of the child without what was before the fork."""
        elapsed = perf_counter() - self.since
        rest = []
        for key, entry in _by_function(entries).items():
            before = self.before.get(key)
            if before is not None:
                if entry[1] == before[1]:
                    continue
                entry = _minus(entry, before) + (_callees_minus(entry[5], before[5]),)
            rest.append(self._shortened(entry, elapsed) if key in self.open else entry)
        return rest

    def _shortened(self, row, elapsed):
        code, calls, recursive, cumulative, own, callees = row
        cumulative = min(cumulative, elapsed)
        inner = sum(callee[3] for callee in callees or ())
        callees = callees and [callee[:3] + (min(callee[3], elapsed), min(callee[4], elapsed)) for callee in callees]
        return (code, calls, recursive, cumulative, min(own, max(0.0, cumulative - inner)), callees)


def _key(entry):
    return entry[0] if entry[0].__class__ is str else id(entry[0])


def _by_function(entries):
    """The entries by function; those of functions in C that have the same name are added up."""
    found = {}
    for entry in entries:
        key = _key(entry)
        if key in found:
            other = found[key]
            sums = tuple(one + another for one, another in zip(entry[1:5], other[1:5]))
            found[key] = (entry[0],) + sums + ((entry[5] or []) + (other[5] or []),)
        else:
            found[key] = tuple(entry)
    return found


def _minus(row, before):
    return (row[0],) + tuple(now - then for now, then in zip(row[1:5], before[1:5]))


def _callees_minus(callees, before):
    before = {_key(callee): callee for callee in before or ()}
    rest = [_minus(callee, before[_key(callee)]) if _key(callee) in before else tuple(callee) for callee in callees or ()]
    return [callee for callee in rest if callee[1] > 0] or None
