internal import Trajectories

extension Lexicon {
  /// Regoal's own terms: whole words, looked for in what the world said and how the run ended.
  static let regoal = Lexicon(
    name: "default",
    entries: [
      Entry(
        .toolError,
        [
          "traceback", "exception", "timeout", "timed out", "connection refused",
          "connection reset", "rate limit", "rate limited", "too many requests",
          "permission denied", "access denied", "unauthorized", "service unavailable",
          "internal server error", "bad gateway", "tool error", "api error", "command not found",
          "no such file or directory", "unreachable", "unavailable", "http 429", "http 500",
          "http 502", "http 503", "http 504", "error 500", "error 503", "crashed",
        ]),
      Entry(
        .incomplete,
        [
          "could not", "unable to", "not able to", "cannot", "can't", "couldn't", "no results",
          "failed to", "gave up", "give up", "step limit", "out of steps", "maximum steps",
          "max steps", "ran out of", "never finished", "not finished", "unfinished",
          "not completed",
          "did not complete", "never completed", "incomplete", "stopped before", "stopped early",
          "ended before", "only part of", "partial", "partially", "missing", "remaining",
          "i don't know", "i do not know", "i don't have the answer", "i need to find",
          "i need to look", "i need to search", "i need to try", "i need more information",
          "not found", "transfer to a human", "transferred to a human", "budget of steps",
        ]),
      Entry(
        .hallucination,
        [
          "fabricated", "invented", "made up", "made-up", "hallucinated", "unsupported",
          "not supported by", "no evidence", "without evidence", "nothing in the observations",
          "no observation", "never observed", "never appeared", "does not appear in",
          "does not exist", "no such", "no source", "unverified", "cited a", "not grounded",
          "probably", "it might be", "i believe", "i think", "presumably",
        ]),
      Entry(
        .constraintViolation,
        [
          "exceeds", "exceeded", "exceeding", "over budget", "above the budget", "over the limit",
          "above the limit", "over the cap", "above the maximum", "below the minimum", "constraint",
          "constraints", "violates", "violated", "violating", "limit of", "at most", "at least",
          "no more than", "outside the range", "outside the window", "out of range",
          "too expensive",
          "too large", "too late", "requirement", "requirements", "not allowed", "against policy",
          "does not meet", "did not meet", "under the required", "not in stock",
        ]),
      Entry(
        .wrongResult,
        [
          "wrong", "incorrect", "instead of", "expected", "mismatch", "does not match",
          "did not match", "differs from", "not equal", "should have been", "should be", "mixed up",
          "swapped", "off by", "miscounted", "miscalculated", "overwrote", "rather than the",
        ]),
      Entry(
        .offTopic,
        [
          "off topic", "off-topic", "unrelated", "irrelevant", "not relevant", "drifted",
          "different question", "another question", "not what was asked", "was not asked",
          "did not answer the", "answered a different", "ignored the request",
          "ignored the question",
          "different task", "another task", "sidetracked", "tangent", "strayed",
        ]),
    ])
}
