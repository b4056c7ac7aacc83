/**
 * simple-peer 9.11.1 as this project uses it, undocumented half included. The bundle for browsers is self-contained: the
 * package's own entry needs `process` and `global` from whatever bundles it.
 */
declare module 'simple-peer/simplepeer.min.js' {
  export type SimplePeerSignal =
    | { type: 'offer' | 'answer'; sdp: string }
    | { type: 'candidate'; candidate: RTCIceCandidateInit & { candidate: string } }
    | { type: 'renegotiate' | 'transceiverRequest' };

  export default class SimplePeer {
    constructor(options: { initiator: boolean; trickle: boolean; config: RTCConfiguration });
    /** Null after `destroy`, undefined where the browser refused the configuration. */
    readonly _pc: RTCPeerConnection | null | undefined;
    readonly destroyed: boolean;
    /** Between `destroy()` and the microtask that does it. */
    readonly destroying: boolean;
    /** Candidates that came before the first description. */
    readonly _pendingCandidates: RTCIceCandidateInit[];
    _createAnswer(): void;
    _onConnectionStateChange(): void;
    _onIceStateChange(): void;
    _onSignalingStateChange(): void;
    _addIceCandidate(candidate: RTCIceCandidateInit): void;
    negotiate(): void;
    destroy(): void;
    on(event: 'signal', listener: (signal: SimplePeerSignal) => void): void;
    on(event: 'error' | 'close', listener: () => void): void;
  }
}
