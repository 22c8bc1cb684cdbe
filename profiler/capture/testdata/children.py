"""Has other Python processes do a known amount of work, in the way that its argument names: each calls leaf 7 times."""

import multiprocessing
import os
import subprocess
import sys
import threading

ME = os.path.abspath(__file__)
WORK = [sys.executable, ME, "work"]
CODE = "import sys; sys.path.insert(0, %r); from children import work; work()" % os.path.dirname(ME)


def leaf():
    pass


def work(_=None):
    for _ in range(7):
        leaf()
    return os.getpid()


def forked(fork, end):
    pid = fork()
    if pid == 0:
        work()
        end(3)
    return os.waitpid(pid, 0)[1]


def in_thread(function):
    thread = threading.Thread(target=function, name="forks")
    thread.start()
    thread.join()


def pool(method, size=2):
    with multiprocessing.get_context(method).Pool(size) as workers:
        workers.map(work, range(size), chunksize=1)


def pools():
    """Ends many workers just as they begin to wait."""
    for _ in range(10):
        pool("fork", 4)


def process(method):
    child = multiprocessing.get_context(method).Process(target=work)
    child.start()
    child.join()
    print(child.exitcode)


def futures():
    from concurrent.futures import ProcessPoolExecutor

    with ProcessPoolExecutor(1) as executor:
        print(list(executor.map(abs, map(int, ["-2"]))), executor.submit(work).result() > 0)


def killed():
    """A child that is ended while it waits."""
    read, write = os.pipe()
    pid = os.fork()
    if pid == 0:
        work()
        os.write(write, b"done")
        while True:
            os.read(read, 0) or os.read(os.pipe()[0], 1)
    os.read(read, 4)
    os.kill(pid, 15)
    return os.waitpid(pid, 0)[1]


def changed_path():
    os.environ["PYTHONPATH"] = "/no/such"
    subprocess.check_call(WORK)


def told():
    """What a child can see of its environment."""
    code = "import os, sys; print(sorted(n for n in os.environ if n.startswith('TOTTIME_P')), os.environ.get('PYTHONPATH'), sys.path[1:2])"
    for env in None, dict(os.environ), dict(os.environ, PYTHONPATH="/no/such"):
        print(subprocess.check_output([sys.executable, "-c", code], env=env).decode())


WAYS = {
    "work": work,
    "fork": lambda: print(forked(os.fork, os._exit)),
    "fork-exit": lambda: print(forked(os.fork, sys.exit)),
    "fork-in-thread": lambda: in_thread(lambda: print(forked(os.fork, os._exit))),
    "forkpty": lambda: print(forked(lambda: os.forkpty()[0], os._exit)),
    "process-fork": lambda: process("fork"),
    "process-spawn": lambda: process("spawn"),
    "process-forkserver": lambda: process("forkserver"),
    "pool-fork": lambda: pool("fork"),
    "pool-spawn": lambda: pool("spawn"),
    "pools": pools,
    "futures": futures,
    "killed": lambda: print(killed()),
    "subprocess": lambda: subprocess.check_call(WORK),
    "subprocess-env": lambda: subprocess.check_call(WORK, env=dict(os.environ)),
    "subprocess-empty": lambda: subprocess.check_call(WORK, env={}),
    "subprocess-preexec": lambda: subprocess.check_call(WORK, preexec_fn=leaf),
    "subprocess-code": lambda: subprocess.check_call([sys.executable, "-c", CODE]),
    "subprocess-module": lambda: subprocess.check_call([sys.executable, "-m", "children", "work"], cwd=os.path.dirname(ME)),
    "subprocess-stdin": lambda: subprocess.run([sys.executable], input=CODE.encode(), check=True),
    "subprocess-changed": changed_path,
    "system": lambda: os.system("'%s' '%s' work" % (sys.executable, ME)),
    "spawnv": lambda: print(os.spawnv(os.P_WAIT, sys.executable, WORK)),
    "spawnve": lambda: print(os.spawnve(os.P_WAIT, sys.executable, WORK, {})),
    "posix_spawn": lambda: print(os.waitpid(os.posix_spawn(sys.executable, WORK, dict(os.environ)), 0)[1]),
    "exec": lambda: os.execv(sys.executable, WORK),
    "execve": lambda: os.execve(sys.executable, WORK, {}),
    "unmeasured": lambda: print(subprocess.check_output([sys.executable, "-S", "-c", "print(1)"]), subprocess.check_output([sys.executable, "-I", "-c", "print(2)"])),
    "told": told,
}

if __name__ == "__main__":
    sys.stdout.flush()
    WAYS[sys.argv[1]]()
