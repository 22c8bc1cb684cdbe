import * as vscode from 'vscode';
import type { Profile } from './profile';

/** The profile whose marks are shown: the one that was opened, focused or measured last, until the user clears it. */
export class ActiveProfile implements vscode.Disposable {
  private current: { profile: Profile; hold: vscode.Disposable } | undefined;
  private readonly dismissed = new WeakSet<Profile>();
  private readonly changed = new vscode.EventEmitter<Profile | undefined>();

  readonly onDidChange = this.changed.event;

  get profile(): Profile | undefined {
    return this.current?.profile;
  }

  /** Makes a profile the active one. */
  set(profile: Profile): void {
    this.dismissed.delete(profile);
    if (this.current?.profile === profile) {
      return;
    }
    const former = this.current;
    this.current = { profile, hold: profile.retain() };
    former?.hold.dispose();
    this.changed.fire(profile);
  }

  /** Makes a profile the active one because its panel has been focused: not one that the user has cleared. */
  focus(profile: Profile): void {
    if (!this.dismissed.has(profile)) {
      this.set(profile);
    }
  }

  /** Lets the active profile go until it is opened again. */
  clear(): void {
    const former = this.current;
    if (former !== undefined) {
      this.current = undefined;
      this.dismissed.add(former.profile);
      former.hold.dispose();
      this.changed.fire(undefined);
    }
  }

  dispose(): void {
    this.current?.hold.dispose();
    this.current = undefined;
    this.changed.dispose();
  }
}
