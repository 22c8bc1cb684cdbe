import type { ChildProcess } from 'node:child_process';
import { backend } from '../../tools/paths.mjs';
import { end, start } from '../../tools/processes.mjs';

/** A client of the server that does as little as it can: it asks and takes the answer out of its frame. */
export class Client {
  readonly process: ChildProcess;
  private received = Buffer.alloc(0);
  private readonly waiting = new Map<number, (answer: Answer) => void>();
  private requests = 0;

  constructor() {
    this.process = start(backend, ['serve'], { stdio: ['pipe', 'pipe', 'ignore'] });
    this.process.stdout?.on('data', (data: Buffer) => {
      this.received = Buffer.concat([this.received, data]);
      for (let answer = this.next(); answer; answer = this.next()) {
        this.waiting.get(answer.id)?.(answer);
      }
    });
  }

  /** Asks the server and waits for its answer. */
  async request<Result>(method: string, params: object): Promise<Result> {
    const id = ++this.requests;
    const message = JSON.stringify({ jsonrpc: '2.0', id, method, params });
    const answered = new Promise<Answer>((done) => this.waiting.set(id, done));
    this.process.stdin?.write(`Content-Length: ${Buffer.byteLength(message)}\r\n\r\n${message}`);
    const answer = await answered;
    this.waiting.delete(id);
    if (answer.error) {
      throw new Error(`${method}: ${answer.error.message}`);
    }
    return answer.result as Result;
  }

  end(): Promise<void> {
    return end(this.process);
  }

  /** Takes the next message out of what was received, once it is complete. */
  private next(): Answer | undefined {
    const header = this.received.indexOf('\r\n\r\n');
    if (header < 0) {
      return undefined;
    }
    const length = Number(/Content-Length: (\d+)/i.exec(this.received.toString('latin1', 0, header))?.[1]);
    const body = header + 4;
    if (this.received.length < body + length) {
      return undefined;
    }
    const message = this.received.toString('utf8', body, body + length);
    this.received = this.received.subarray(body + length);
    return JSON.parse(message) as Answer;
  }
}

/** What the server answers; a notification has no id, and nobody waits for it. */
interface Answer {
  readonly id: number;
  readonly result?: unknown;
  readonly error?: { readonly message: string };
}
