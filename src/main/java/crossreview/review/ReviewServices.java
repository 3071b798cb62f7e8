package crossreview.review;

import crossreview.call.BudgetGuard;
import crossreview.call.CallExecutor;
import crossreview.call.TransientSink;
import crossreview.guard.SecretPolicy;
import crossreview.guard.SecretSpan;
import crossreview.memory.MemoryBudget;
import crossreview.peer.PeerRegistry;
import crossreview.prompt.PromptBuilder;
import crossreview.review.prompt.SessionRandomness;
import crossreview.time.Clock;
import crossreview.time.TimerService;
import java.util.List;
import java.util.function.Function;

/**
 * What a review works with, from its beginning to its end.
 *
 * @param reviewMemory what all running reviews may take of the heap
 * @param independenceFloor fewer independent votes of a panel are called so
 * @param artifactBytesMax a revision may not be larger
 * @param answerText whether pieces of answers are shown while they come
 * @param secretPolicy whether a secret in the material holds a run back
 * @param secretRules what the user's own rules find beside the known formats
 * @param reaskUnknown whether a call whose fate is unknown is asked again, once
 */
public record ReviewServices(
    PeerRegistry peerRegistry,
    CallExecutor calls,
    BudgetGuard budgetGuard,
    PromptBuilder promptBuilder,
    SessionRandomness sessionRandomness,
    TransientSink transientSink,
    VoteHistory history,
    Clock clock,
    TimerService timerService,
    MemoryBudget reviewMemory,
    double independenceFloor,
    long artifactBytesMax,
    boolean reaskUnknown,
    boolean answerText,
    SecretPolicy secretPolicy,
    Function<String, List<SecretSpan>> secretRules) {}
