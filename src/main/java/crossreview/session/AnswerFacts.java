package crossreview.session;

import crossreview.model.Money;
import crossreview.model.TextRef;
import crossreview.model.Usage;

/** What is known about an answer besides its meaning. */
public record AnswerFacts(
    TextRef answer,
    Usage usage,
    Money cost,
    long latencyMs,
    int attempts,
    String modelReported,
    String finish) {}
