"""Writes edge/*.stats: profiles as no program of ours yields them. python make_edge.py, with Python 3."""
import marshal
import os

FOLDER = os.path.join(os.path.dirname(os.path.abspath(__file__)), "edge")


def save(name, stats, version=2):
    os.makedirs(FOLDER, exist_ok=True)
    with open(os.path.join(FOLDER, name + ".stats"), "wb") as out:
        marshal.dump(stats, out, version)


main, work, length = ("/srv/a/main.py", 1, "main"), ("/srv/b/work.py", 20, "work"), ("~", 0, "<built-in method builtins.len>")
small = {
    main: (1, 1, 0.5, 2.0, {}),
    work: (3, 5, 1.25, 1.5, {main: (1, 1, 0.25, 1.5), work: (4, 2, 1.0, 0.75)}),
    length: (7, 7, 0.25, 0.25, {work: (7, 7, 0.25, 0.25)}),
}
for version in range(5):
    save("marshal-%d" % version, small, version)

save("no-calls", {main: (0, 0, 0, 0, {}), work: (0, 2, 0.5, 0.25, {main: (2, 0, 0.5, 0.25)})})
save("huge", {main: (3 * 10 ** 9, 5 * 10 ** 9, 12345.6789, 1e15, {work: (5 * 10 ** 9, 3 * 10 ** 9, 1e12, 2e12)}), work: (1, 1, 1e-9, 0.0005, {})})
save("odd-floats", {main: (1, 1, float("inf"), float("-inf"), {}), work: (2, 2, -0.0, -1.5, {main: (1, 1, -0.0, 2.5e-4)})})
save("caller-without-record", {work: (1, 1, 0.5, 0.5, {main: (1, 1, 0.5, 0.5)})})
save("outermost", {main: (1, 1, 0.5, 0.5, {("jprofile", 0, "profiler"): (1, 1, 0.5, 0.5)})})
save("brackets", {("~", 0, name): (1, 1, 0.5, 0.5, {}) for name in ("<a> and <b>", "<>", "plain", "<open", "shut>")})
save("ties", {("/srv/%s.py" % "cab"[i % 3], 9 + i % 2, "fgh"[i % 3 - i % 2]): (i % 2, i % 2, 0.5, 1.0 * (i % 4), {}) for i in range(24)})
save("wide", {("/srv/größe/数える.py", 3, "𝕗"): (1, 1, 1.0, 1.0, {}), main: (2, 2, 0.5, 0.5, {("/srv/größe/数える.py", 3, "𝕗"): (2, 2, 0.5, 0.5)})})
save("same-when-stripped", {
    ("/srv/a/x.py", 1, "f"): (1, 1, 1.0, 4.0, {}),
    ("/srv/b/x.py", 1, "f"): (2, 2, 2.0, 3.0, {("/srv/a/x.py", 1, "f"): (2, 2, 2.0, 3.0)}),
    ("/srv/y.py", 7, "g"): (6, 9, 0.5, 0.5, {("/srv/a/x.py", 1, "f"): (4, 3, 0.125, 0.25), work: (1, 1, 0.25, 0.25), ("/srv/b/x.py", 1, "f"): (5, 3, 0.375, 0.25)}),
    ("/srv/z/y.py", 7, "g"): (1, 1, 0.5, 0.5, {("/srv/b/x.py", 1, "f"): (1, 1, 0.5, 0.5)}),
    ("C:\\srv\\x.py", 1, "f"): (1, 1, 0.5, 0.5, {("/srv/y.py", 7, "g"): (1, 1, 0.5, 0.5)}),
    work: (1, 1, 0.5, 0.5, {}),
})
# What profiling.sampling of Python 3.15 writes: counts of samples, a row for each sampled line, and a mark.
save("sampled", {("__sampled__",): True, main: (2, 9, 0.002, 0.009, {}), ("/srv/a/main.py", 4, "main"): (1, 1, 0.001, 0.001, {main: 1}), work: (6, 6, 0.006, 0.006, {main: 6})})
