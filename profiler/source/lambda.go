package source

// lambda is a lambda expression that has not ended.
type lambda struct {
	record int32
	scope  int32 // the record that it stands in
	depth  int   // the number of brackets around it
	body   bool  // its colon has been read
	ifs    int   // conditions in its body that still want their else
}

// beginLambda reads the keyword lambda.
func (p *parser) beginLambda(start int) {
	line := int32(p.line)
	p.lambdas = append(p.lambdas, lambda{
		record: p.add(record{
			kind: Lambda, name: lambdaName, parent: p.scope, start: int32(start), first: line, def: line, key: line,
		}),
		scope: p.scope, depth: len(p.frames) + p.excess,
	})
}

// lambdaHere is the innermost lambda, when it stands directly in the innermost bracket, or nil.
func (p *parser) lambdaHere() *lambda {
	n := len(p.lambdas)
	if n == 0 || p.lambdas[n-1].depth != len(p.frames)+p.excess {
		return nil
	}
	return &p.lambdas[n-1]
}

// lambdaColon gives a colon to the lambda that wants one, ending those whose body it cannot be in.
func (p *parser) lambdaColon() bool {
	p.endBodies()
	l := p.lambdaHere()
	if l == nil {
		return false
	}
	l.body = true
	if l.record != none {
		p.scope = l.record
	}
	return true
}

// endBodies ends the lambdas here whose body has begun: a comma, for or as ends it.
func (p *parser) endBodies() {
	for l := p.lambdaHere(); l != nil && l.body; l = p.lambdaHere() {
		p.truncateLambdas(len(p.lambdas) - 1)
	}
}

// lambdaIf reads an if in a lambda's body.
func (p *parser) lambdaIf() bool {
	l := p.lambdaHere()
	if l == nil || !l.body {
		return false
	}
	l.ifs++
	return true
}

// lambdaElse reads an else: one without its if in the body belongs to the expression around the lambda.
func (p *parser) lambdaElse() {
	for l := p.lambdaHere(); l != nil && l.body; l = p.lambdaHere() {
		if l.ifs > 0 {
			l.ifs--
			return
		}
		p.truncateLambdas(len(p.lambdas) - 1)
	}
}

// endLambdas ends the lambdas with at least depth brackets around them.
func (p *parser) endLambdas(depth int) {
	for n := len(p.lambdas); n > 0 && p.lambdas[n-1].depth >= depth; n-- {
		p.truncateLambdas(n - 1)
	}
}

// truncateLambdas ends all lambdas but the outermost n.
func (p *parser) truncateLambdas(n int) {
	for i := len(p.lambdas) - 1; i >= n; i-- {
		l := &p.lambdas[i]
		if l.record != none {
			p.records[l.record].last = int32(p.lastLine)
		}
		p.scope = l.scope
		p.lambdas = p.lambdas[:i]
	}
}
