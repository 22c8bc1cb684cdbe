package marshal

import (
	"encoding/binary"
	"encoding/hex"
	"errors"
	"runtime"
	"strings"
	"testing"
)

// row is the dict {('a.py',1,'f'):(1,1,.5,.5,{('b.py',2,'g'):(1,1,.5,.5)})}.
const row = `{("a.py",1,"f",):(1,1,0.5,0.5,{("b.py",2,"g",):(1,1,0.5,0.5,),},),}`

// objects are data in hexadecimal, as CPython writes them, and what they mean.
var objects = []struct{ name, data, want string }{
	{"versions 0 and 1", "7b28030000007504000000612e707969010000007501000000662805000000690100000069010000006603302e356603302e357b28030000007504000000622e707969020000007501000000672804000000690100000069010000006603302e356603302e353030", row},
	{"version 2", "7b28030000007504000000612e7079690100000075010000006628050000006901000000690100000067000000000000e03f67000000000000e03f7b28030000007504000000622e7079690200000075010000006728040000006901000000690100000067000000000000e03f67000000000000e03f3030", row},
	{"version 2 by Python 2", "7b28030000007304000000612e7079690100000074010000006628050000006901000000690100000067000000000000e03f67000000000000e03f7b28030000007304000000622e7079690200000074010000006728040000006901000000690100000067000000000000e03f67000000000000e03f3030", row},
	{"version 3", "fba803000000f504000000612e7079e901000000f40100000066280500000072030000007203000000e7000000000000e03f72050000007ba803000000f504000000622e7079e902000000f40100000067a80400000072030000007203000000720500000072050000003030", row},
	{"version 4", "fba903fa04612e7079e901000000da0166290572030000007203000000e7000000000000e03f72050000007ba903fa04622e7079e902000000da0167a90472030000007203000000720500000072050000003030", row},

	{"singletons", "29054e5446532e", `(None,true,false,<StopIteration>,<an ellipsis>,)`},
	{"int64 of Python 2", "49fffffffffeffffff", "-4294967297"},
	{"long int", "6c0300000000000000" + "0400", "4294967296"},
	{"negative long int", "6cfdffffff00000000" + "0400", "-4294967296"},
	{"long int of 63 bits", "6c05000000ff7fff7fff7fff7f0700", "9223372036854775807"},
	{"least int64", "6cfbffffff00000000000000000800", "-9223372036854775808"},
	{"zero as a long int", "6c00000000", "0"},
	{"float as text", "6607312e35652d3039", "1.5e-09"},
	{"infinity as text", "6603696e66", "+Inf"},
	{"complex numbers", "290279000000000000f03f0000000000000040" + "7801310132", "(<a complex number>,<a complex number>,)"},
	{"ASCII strings", "2904" + "6101000000e9" + "410100000042" + "7a0143" + "5a0144", `("é","B","C","D",)`},
	{"text beyond ASCII", "7502000000c3a9", `"é"`},
	{"bytes and containers", "2905" + "730100000078" + "5b010000004e" + "3c00000000" + "3e010000004e" + "3a4e4e4e", `("x",<a list>,<a set>,<a frozenset>,<a slice>,)`},
	{"string refs of Python 2", "2804000000" + "740100000061" + "740100000062" + "5200000000" + "5201000000", `("a","b","a","b",)`},
	{"references to tuples", "2803000000" + "a903" + "e901000000" + "da0178" + "7201000000" + "7200000000" + "7202000000", `((1,"x",1,),(1,"x",1,),"x",)`},
	{"numbers before their parts", "2902" + "a901" + "a901" + "4e" + "2902" + "7200000000" + "7201000000", `(((None,),),(((None,),),(None,),),)`},
	{"interned text of Python 3 is no string ref", "2903" + "7401000000" + "61" + "fa0162" + "7200000000", `("a","b","b",)`},
	{"frozen dict of Python 3.15", "2904" + "fd" + "da016b" + "a901" + "4e" + "30" + "7200000000" + "7201000000" + "7202000000", `({"k":(None,),},{"k":(None,),},"k",(None,),)`},
	{"flags on singletons do not count", "2903ce" + "fa0162" + "7200000000", `(None,"b","b",)`},
}

func TestDecoder(t *testing.T) {
	for _, c := range objects {
		t.Run(c.name, func(t *testing.T) {
			data := unhex(t, c.data)
			d := NewDecoder(data)
			if got := dump(d); d.Err() != nil || got != c.want {
				t.Errorf("got  %s, %v\nwant %s", got, d.Err(), c.want)
			}
			checkEnd(t, d, data)

			d = NewDecoder(data)
			d.Skip()
			checkEnd(t, d, data)

			for n := range data {
				d := NewDecoder(data[:n])
				dump(d)
				if !errors.Is(d.Err(), ErrTruncated) {
					t.Fatalf("the first %d of %d bytes: %v, want %v", n, len(data), d.Err(), ErrTruncated)
				}
			}
		})
	}
}

func checkEnd(t *testing.T, d *Decoder, data []byte) {
	t.Helper()
	if d.Err() != nil || d.Offset() != len(data) {
		t.Errorf("%d of %d bytes read, %v", d.Offset(), len(data), d.Err())
	}
}

func TestDecoderRefuses(t *testing.T) {
	for _, c := range []struct{ name, data, want string }{
		{"unknown code", "2901ff", `at byte 2: unknown type code '\x7f'`},
		{"reference into the void", "29017205000000", "at byte 2: reference to object 5 of 0"},
		{"negative reference", "290172ffffffff", "at byte 2: reference to object -1 of 0"},
		{"negative length", "75ffffffff", "at byte 5: length -1"},
		{"negative count", "28ffffffff", "at byte 5: a container of -1 elements"},
		{"huge count", "28ffffff7f4e", "at byte 6: the data ends too early"},
		{"too long an int", "6c06000000" + strings.Repeat("ff7f", 6), "at byte 1: an int of more than 64 bits"},
		{"one more than an int64", "6c05000000" + "00000000000000000800", "at byte 1: an int of more than 64 bits"},
		{"zeros before an int", "6c0200000001000000", "at byte 1: a long int that begins with zeros"},
		{"digit out of range", "6c01000000ffff", "at byte 1: digit 65535 out of range in a long int"},
		{"no float", "6603782e35", `at byte 1: "x.5" is no float`},
		{"itself", "a901" + "7200000000", "at byte 3: references within references make the data far larger than it is"},
		{"deep", strings.Repeat("2901", 2001) + "4e", "at byte 4002: objects nested more than 2000 deep"},
	} {
		t.Run(c.name, func(t *testing.T) {
			d := NewDecoder(unhex(t, c.data))
			dump(d)
			if d.Err() == nil || d.Err().Error() != c.want {
				t.Errorf("got %v, want %v", d.Err(), c.want)
			}
		})
	}
}

func TestWrongKinds(t *testing.T) {
	for name, read := range map[string]func(*Decoder){
		"None where an int is expected":            func(d *Decoder) { d.Int() },
		"None where a float is expected":           func(d *Decoder) { d.Float() },
		"None where a bool is expected":            func(d *Decoder) { d.Bool() },
		"None where a str is expected":             func(d *Decoder) { d.Text() },
		"None where a tuple is expected":           func(d *Decoder) { d.EnterTuple() },
		"None where a tuple or a list is expected": func(d *Decoder) { d.EnterSequence() },
		"None where a dict is expected":            func(d *Decoder) { d.EnterDict() },
		"None where a code object is expected":     func(d *Decoder) { d.Code() },
	} {
		d := NewDecoder([]byte("NN"))
		read(d)
		if got := "at byte 0: " + name; d.Err() == nil || d.Err().Error() != got {
			t.Errorf("got %v, want %s", d.Err(), got)
		}
		read(d) // the error stays
		d.Leave()
		if d.Err() == nil || d.Kind() != Invalid {
			t.Errorf("%s is forgotten", name)
		}
	}
}

// TestReferencesWithinReferences reads 40 tuples each of which refers twice to the one before: a terabyte written out.
func TestReferencesWithinReferences(t *testing.T) {
	var bomb []byte
	bomb = append(bomb, 0xa9, 41, 0xa9, 0)
	for i := range 40 {
		bomb = append(bomb, 0xa9, 2)
		for range 2 {
			bomb = append(bomb, 'r')
			bomb = binary.LittleEndian.AppendUint32(bomb, uint32(i+1))
		}
	}
	d := NewDecoder(bomb)
	d.Skip() // as it is written
	checkEnd(t, d, bomb)
	d = NewDecoder(bomb)
	dump(d)
	if d.Err() == nil || !strings.Contains(d.Err().Error(), "references within references") {
		t.Errorf("got %v", d.Err())
	}
}

// TestClaimsCostNoMemory reads data whose lengths claim gigabytes.
func TestClaimsCostNoMemory(t *testing.T) {
	for _, code := range []byte("(uasl[<>") {
		data := append(binary.LittleEndian.AppendUint32([]byte{code}, 1<<31-1), make([]byte, 1000)...)
		var before, after runtime.MemStats
		runtime.ReadMemStats(&before)
		d := NewDecoder(data)
		d.Skip()
		runtime.ReadMemStats(&after)
		if !errors.Is(d.Err(), ErrTruncated) {
			t.Errorf("%c: %v", code, d.Err())
		}
		if n := after.TotalAlloc - before.TotalAlloc; n > 1<<20 {
			t.Errorf("%c: %d bytes allocated for 1,005", code, n)
		}
	}
}

func TestNotes(t *testing.T) {
	for name, data := range map[string]string{
		"flagged":              "2903" + "fa0161" + "7200000000" + "e901000000",
		"interned by Python 2": "2803000000" + "740100000061" + "5200000000" + "e901000000",
	} {
		t.Run(name, func(t *testing.T) {
			d := NewDecoder(unhex(t, data))
			d.EnterTuple()
			if _, ok := d.Recall(); ok {
				t.Error("something is recalled of what is no reference")
			}
			text, object := d.Text()
			if string(text) != "a" || object == NoObject {
				t.Errorf("%q, object %d", text, object)
			}
			if _, ok := d.Recall(); ok {
				t.Error("something is recalled that was not noted")
			}
			d.Note(object, 0)
			if note, ok := d.Recall(); !ok || note != 0 {
				t.Errorf("recalled %d, %v", note, ok)
			}
			if d.Int() != 1 || d.Err() != nil {
				t.Error(d.Err())
			}
		})
	}
}

func unhex(t testing.TB, s string) []byte {
	t.Helper()
	b, err := hex.DecodeString(s)
	if err != nil {
		t.Fatal(err)
	}
	return b
}
