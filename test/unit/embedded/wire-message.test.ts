import assert from "node:assert/strict";
import { deserialize, serialize } from "bson";
import {
  encodeReply,
  encodeRequest,
  MessageReader,
  parseMessage,
  ProtocolError,
} from "../../../src/embedded/wire-message.ts";

const ping = encodeRequest(serialize({ ping: 1, $db: "admin" }));

/** An OP_MSG with one body and one sequence. */
function withSequence(flags: number, documents: object[], checksum = false): Buffer {
  const body = serialize({ insert: "c" });
  const name = Buffer.from("documents\0");
  const list = Buffer.concat(documents.map((document) => serialize(document)));
  const size = Buffer.alloc(4);
  size.writeInt32LE(4 + name.length + list.length);
  const head = Buffer.alloc(20);
  head.writeInt32LE(2013, 12);
  head.writeUInt32LE(flags, 16);
  const message = Buffer.concat([
    head,
    Buffer.from([1]),
    size,
    name,
    list,
    Buffer.from([0]),
    body,
    Buffer.alloc(checksum ? 4 : 0),
  ]);
  message.writeInt32LE(message.length);
  return message;
}

describe("wire messages", () => {
  it("are put together from pieces of any size", () => {
    const stream = Buffer.concat([ping, withSequence(0, [{ a: 1 }]), ping]);
    for (const size of [1, 3, 17, 64, stream.length]) {
      const reader = new MessageReader();
      const names: string[] = [];
      for (let at = 0; at < stream.length; at += size) {
        for (const { body } of reader.add(stream.subarray(at, at + size))) names.push(Object.keys(body)[0] ?? "");
      }
      assert.deepEqual(names, ["ping", "insert", "ping"], `in pieces of ${size}`);
    }
  });

  it("have sequences beside the body, a checksum or none, and may want no answer", () => {
    const message = parseMessage(withSequence(3, [{ a: 1 }, { b: 2 }], true));
    assert.deepEqual(
      message.sequences.get("documents")?.map((bytes) => deserialize(bytes)),
      [{ a: 1 }, { b: 2 }],
    );
    assert.equal(message.unacknowledged, true);
    assert.equal(parseMessage(ping).unacknowledged, false);
  });

  it("may open a connection in the old form and are answered in it", () => {
    const query = Buffer.concat([
      Buffer.alloc(20),
      Buffer.from("admin.$cmd\0"),
      Buffer.alloc(8),
      serialize({ ismaster: 1 }),
    ]);
    query.writeInt32LE(query.length);
    query.writeInt32LE(9, 4);
    query.writeInt32LE(2004, 12);
    const message = parseMessage(query);
    assert.deepEqual([message.legacy, message.requestId, Object.keys(message.body)], [true, 9, ["ismaster"]]);
    const reply = encodeReply(serialize({ ok: 1 }), message);
    assert.deepEqual(
      [reply.readInt32LE(0), reply.readInt32LE(8), reply.readInt32LE(12), reply.readInt32LE(32)],
      [reply.length, 9, 1, 1],
    );
    assert.deepEqual(deserialize(reply.subarray(36)), { ok: 1 });
  });

  it("that are anything else are refused", () => {
    const wrong = (change: (message: Buffer) => void): Buffer => {
      const message = Buffer.from(withSequence(0, [{ a: 1 }]));
      change(message);
      return message;
    };
    const broken = [
      wrong((message) => message.writeInt32LE(2012, 12)),
      wrong((message) => message.writeUInt32LE(8, 16)),
      wrong((message) => message.writeUInt8(7, 20)),
      wrong((message) => message.writeInt32LE(1_000_000, 21)),
      wrong((message) => message.writeInt32LE(-5, 21)),
      wrong((message) => message.writeInt32LE(500, 35)),
    ];
    for (const message of broken) assert.throws(() => parseMessage(message), ProtocolError);
    for (const length of [-1, 0, 15, 48_100_000]) {
      const message = wrong((bytes) => bytes.writeInt32LE(length, 0));
      assert.throws(() => new MessageReader().add(message), ProtocolError);
    }
    for (let size = 20; size < ping.length; size++)
      assert.throws(() => parseMessage(ping.subarray(0, size)), ProtocolError);
  });
});
