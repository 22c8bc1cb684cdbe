/** Decides whether a server that crashed is started again: not after `limit` crashes within `windowMilliseconds`. */
export class CrashBudget {
  private crashes: number[] = [];

  constructor(
    private readonly limit: number,
    private readonly windowMilliseconds: number,
    private readonly now: () => number = Date.now,
  ) {}

  /** Counts a crash and answers whether another start is worth trying. */
  spend(): boolean {
    const now = this.now();
    this.crashes = this.crashes.filter((crash) => now - crash < this.windowMilliseconds);
    this.crashes.push(now);
    return this.crashes.length < this.limit;
  }

  /** Forgets the crashes: the user asked for another try. */
  reset(): void {
    this.crashes = [];
  }
}
