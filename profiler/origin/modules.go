package origin

import "strings"

// modules are the top-level modules of the standard libraries of Python 2.7 to 3.15. Those that begin with an underscore are not listed: there a name is
// reserved to Python. What lies in a folder such as lib/python3.8 is from the standard library only when it is one of these, as the folder may be anybody's.
var modules = set(`
BaseHTTPServer Bastion CGIHTTPServer ConfigParser Cookie DocXMLRPCServer HTMLParser MimeWriter Queue SimpleHTTPServer SimpleXMLRPCServer SocketServer
StringIO Tkinter UserDict UserList UserString __future__ abc aifc annotationlib antigravity anydbm argparse array ast asynchat asyncio asyncore atexit
audiodev base64 bdb binascii binhex bisect bsddb builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys
commands compileall compiler compression concurrent configparser contextlib contextvars cookielib copy copy_reg copyreg crypt csv ctypes curses
dataclasses datetime dbhash dbm decimal difflib dircache dis distutils doctest dumbdbm dummy_thread dummy_threading email encodings ensurepip enum
errno exceptions faulthandler fcntl filecmp fileinput fnmatch formatter fpformat fractions ftplib functools gc genericpath getopt getpass gettext glob
graphlib grp gzip hashlib heapq hmac hotshot html htmlentitydefs htmllib http httplib idlelib ihooks imaplib imghdr imp importlib imputil inspect io
ipaddress itertools json keyword lib2to3 linecache locale logging lzma macpath macurl2path mailbox mailcap markupbase marshal math md5 mhlib mimetools
mimetypes mimify mmap modulefinder msvcrt multifile multiprocessing mutex netrc new nntplib nt ntpath nturl2path numbers opcode operator optparse os
os2emxpath pathlib pdb pickle pickletools pipes pkgutil platform plistlib popen2 poplib posix posixfile posixpath pprint profile profiling pstats pty
pwd py_compile pyclbr pydoc pydoc_data pyexpat queue quopri random re readline repr reprlib resource rexec rfc822 rlcompleter robotparser runpy sched
secrets select selectors sets sgmllib sha shelve shlex shutil signal site sitecustomize smtpd smtplib sndhdr socket socketserver sqlite3 sre
sre_compile sre_constants sre_parse ssl stat statistics statvfs string stringold stringprep struct subprocess sunau sunaudio symbol symtable sys
sysconfig syslog tabnanny tarfile telnetlib tempfile termios test textwrap this thread threading time timeit tkinter toaiff token tokenize tomllib
trace traceback tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib urllib2 urlparse user usercustomize uu uuid venv warnings
wave weakref webbrowser whichdb winreg winsound wsgiref xdrlib xml xmllib xmlrpc xmlrpclib xxlimited xxsubtype zipapp zipfile zipimport zlib zoneinfo
`)

// goPackages are the top-level folders of Go's standard library.
var goPackages = set(`
archive bufio builtin bytes cmp compress container context crypto database debug embed encoding errors expvar flag fmt go hash html image index internal io
iter log maps math mime net os path plugin reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe
vendor weak
`)

// set is the set of some words.
func set(words string) map[string]bool {
	all := map[string]bool{}
	for _, word := range strings.Fields(words) {
		all[word] = true
	}
	return all
}

// isModule says whether a top-level module is one of the standard library.
func isModule(name string) bool { return modules[name] || strings.HasPrefix(name, "_") }
