import type { RunEndedParams, RunStatistics } from '../protocol.gen';

/** How far a run has come. */
export type RunState = Going | { readonly kind: 'ended'; readonly ended: RunEndedParams };

/** A run that has not ended. */
export interface Going {
  /**
   * `stopping`: the server has been asked to end it; what was measured will be kept. `discarding`: it has been asked to end it and to keep
   * nothing.
   */
  readonly kind: 'running' | 'stopping' | 'discarding';
  readonly seconds: number;
  /** What has been measured; absent until there is something. */
  readonly statistics?: RunStatistics;
}

/** What happens to a run. */
export type RunEvent =
  | { readonly kind: 'progress'; readonly seconds: number; readonly statistics?: RunStatistics }
  /** The user asked to stop it: by a button, a command, or by closing its terminal. */
  | { readonly kind: 'stop' }
  /** The user asked to stop it and to forget what it measured. */
  | { readonly kind: 'discard' }
  /** The server could not be asked to stop it. */
  | { readonly kind: 'stopFailed' }
  | { readonly kind: 'ended'; readonly ended: RunEndedParams };

export const initialRunState: RunState = { kind: 'running', seconds: 0 };

/** Answers the state after an event; the same object where the event changes nothing. An ended run stays as it ended. */
export function nextRunState(state: RunState, event: RunEvent): RunState {
  if (state.kind === 'ended') {
    return state;
  }
  switch (event.kind) {
    case 'progress':
      return {
        ...state,
        seconds: Math.max(state.seconds, event.seconds),
        ...(event.statistics === undefined ? {} : { statistics: event.statistics }),
      };
    case 'stop':
      return state.kind === 'running' ? { ...state, kind: 'stopping' } : state;
    case 'discard':
      return state.kind === 'discarding' ? state : { ...state, kind: 'discarding' };
    case 'stopFailed':
      return state.kind === 'running' ? state : { ...state, kind: 'running' };
    case 'ended':
      return { kind: 'ended', ended: event.ended };
  }
}
