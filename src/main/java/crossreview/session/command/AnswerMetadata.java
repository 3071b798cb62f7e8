package crossreview.session.command;

import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.call.TokenUsage;

/** What is known about an answer besides its meaning. */
public record AnswerMetadata(
    TextRef answer,
    TokenUsage usage,
    Money cost,
    long latencyMs,
    int attempts,
    String modelReported,
    String finish) {}
