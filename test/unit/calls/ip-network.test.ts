import assert from "node:assert/strict";
import { isIP } from "node:net";
import fc from "fast-check";
import { lastOf, networkOf, parseIpAddress } from "../../../src/calls/ip-network.ts";

describe("IP addresses and networks", () => {
  it("reads IPv4", () => {
    assert.deepEqual(parseIpAddress("10.1.2.3"), { bits: 32, value: 0x0a010203n });
    assert.deepEqual(parseIpAddress("255.255.255.255"), { bits: 32, value: 0xffffffffn });
  });

  it("reads IPv6 in all its forms", () => {
    const value = 0x20010db8_00000000_00000000_0000000an;
    for (const text of ["2001:db8::a", "2001:DB8:0:0:0:0:0:A", "2001:0db8::0.0.0.10", "2001:db8:0:0::0:a"]) {
      assert.deepEqual(parseIpAddress(text), { bits: 128, value }, text);
    }
    assert.deepEqual(parseIpAddress("::"), { bits: 128, value: 0n });
    assert.deepEqual(parseIpAddress("::ffff:10.1.2.3"), parseIpAddress("10.1.2.3"));
  });

  it("takes for addresses what the operating system takes for addresses", () => {
    const piece = fc.constantFrom("0", "1", "255", "256", "01", "ffff", "12345", "g", "", ":", "::", ".", "%");
    fc.assert(
      fc.property(
        fc.oneof(
          fc.ipV4(),
          fc.ipV6(),
          fc.array(piece, { maxLength: 9 }).map((pieces) => pieces.join(":")),
          fc.array(piece, { maxLength: 5 }).map((pieces) => pieces.join(".")),
        ),
        (text) => {
          fc.pre(!text.includes("%"));
          assert.equal(parseIpAddress(text) !== null, isIP(text) !== 0, text);
        },
      ),
    );
  });

  it("cuts a network out by its prefix", () => {
    const address = parseIpAddress("10.1.2.200");
    assert.ok(address);
    const network = networkOf(address, 26);
    assert.deepEqual(network, { bits: 32, first: 0x0a0102c0n, length: 26 });
    assert.equal(lastOf(network), 0x0a0102ffn);
    assert.equal(lastOf(networkOf(address, 32)), address.value);
  });
});
