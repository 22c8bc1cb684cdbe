import type { RunEndedParams } from '../protocol.gen';

/** How far a run has come. */
export type RunState =
  | { readonly kind: 'running'; readonly seconds: number }
  /** The server has been asked to end it; what was measured will be kept. */
  | { readonly kind: 'stopping'; readonly seconds: number }
  | { readonly kind: 'ended'; readonly ended: RunEndedParams };

/** What happens to a run. */
export type RunEvent =
  | { readonly kind: 'progress'; readonly seconds: number }
  /** The user asked to stop it: by a button, a command, or by closing its terminal. */
  | { readonly kind: 'stop' }
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
      return { kind: state.kind, seconds: Math.max(state.seconds, event.seconds) };
    case 'stop':
      return state.kind === 'stopping' ? state : { kind: 'stopping', seconds: state.seconds };
    case 'stopFailed':
      return state.kind === 'running' ? state : { kind: 'running', seconds: state.seconds };
    case 'ended':
      return { kind: 'ended', ended: event.ended };
  }
}
