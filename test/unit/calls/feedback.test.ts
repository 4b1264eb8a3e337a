import assert from "node:assert/strict";
import { isPoorFeedback, knownToken, ratingValue, readableToken } from "../../../src/calls/feedback.ts";

describe("ratingValue", () => {
  it("goes from bad 1 to excellent 5", () => {
    const rated = (["bad", "poor", "fair", "good", "excellent"] as const).map(ratingValue);
    assert.deepEqual(rated, [1, 2, 3, 4, 5]);
  });

  it("has no number for no answer and for unknown words: notRated is not zero", () => {
    assert.equal(ratingValue("notRated"), null);
    assert.equal(ratingValue("other"), null);
  });
});

describe("isPoorFeedback", () => {
  it("is bad and poor, nothing else", () => {
    const ratings = ["notRated", "bad", "poor", "fair", "good", "excellent", "other"] as const;
    assert.deepEqual(ratings.filter(isPoorFeedback), ["bad", "poor"]);
  });
});

describe("readableToken", () => {
  it("has words for the tokens that Microsoft has shown", () => {
    assert.equal(readableToken("BackgroundNoise"), "background noise");
    assert.equal(readableToken("OtherNoSound"), "others heard no sound");
    assert.equal(readableToken("Stopped"), "the call stopped unexpectedly");
  });

  it("knows them in any case, under one key", () => {
    assert.equal(knownToken("echo"), "Echo");
    assert.equal(readableToken("distortedSpeech"), "distorted speech");
  });

  it("splits a token it does not know", () => {
    assert.equal(knownToken("RobotVoice"), null);
    assert.equal(readableToken("RobotVoice"), "robot voice");
    assert.equal(readableToken("PSTNDelay2Long"), "PSTN delay2 long");
    assert.equal(readableToken("one_way-Audio"), "one way audio");
    assert.equal(readableToken("hasOwnProperty"), "has own property");
  });
});
