/// <reference lib="dom" />
type Word =
  | { from: 'caller'; kind: 'offer'; sdp: string }
  | { from: 'callee'; kind: 'answer'; sdp: string }
  | { from: 'caller' | 'callee'; kind: 'candidate'; candidate: RTCIceCandidateInit };

const role = location.hash === '#callee' ? 'callee' : 'caller';
const channel = new BroadcastChannel('bare');
const devices = navigator.mediaDevices.getUserMedia({
  audio: true,
  video: { width: 320, height: 240, frameRate: 15 },
});

function say(word: Word): void {
  channel.postMessage(word);
}

async function connect(): Promise<RTCPeerConnection> {
  const connection = new RTCPeerConnection();
  connection.onicecandidate = ({ candidate }) => {
    if (candidate) say({ from: role, kind: 'candidate', candidate: candidate.toJSON() });
  };
  connection.ontrack = ({ streams }) => {
    const video = document.querySelector('video');
    if (video && streams[0]) video.srcObject = streams[0];
  };
  const stream = await devices;
  for (const track of stream.getTracks()) connection.addTrack(track, stream);
  return connection;
}

let current: Promise<RTCPeerConnection> | undefined;
/** One after another: a candidate must not overtake its description. */
let turn = Promise.resolve();
channel.onmessage = ({ data }: MessageEvent<Word>) => {
  turn = turn.then(() => hear(data));
};

async function hear(word: Word): Promise<void> {
  if (word.from === role) return;
  if (word.kind === 'offer') {
    const previous = await current;
    previous?.close();
    current = connect();
    const connection = await current;
    await connection.setRemoteDescription({ type: 'offer', sdp: word.sdp });
    await connection.setLocalDescription();
    say({ from: 'callee', kind: 'answer', sdp: connection.localDescription?.sdp ?? '' });
    return;
  }
  const connection = await current;
  if (word.kind === 'answer') await connection?.setRemoteDescription({ type: 'answer', sdp: word.sdp });
  else await connection?.addIceCandidate(word.candidate);
}

/** Calls the other page; the warm measurement calls it by hand. */
async function call(): Promise<void> {
  current = connect();
  const connection = await current;
  await connection.setLocalDescription();
  say({ from: 'caller', kind: 'offer', sdp: connection.localDescription?.sdp ?? '' });
}

Object.assign(window, { call, devices });
if (location.hash === '#caller') await call();
