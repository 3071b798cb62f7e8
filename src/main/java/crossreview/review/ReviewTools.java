package crossreview.review;

import crossreview.brief.Briefs;
import crossreview.call.CallPath;
import crossreview.call.Transients;
import crossreview.call.Treasury;
import crossreview.time.Clock;
import crossreview.time.Timers;

/**
 * What every review works with.
 *
 * @param artifactBytesMax a revision may not be larger
 * @param answerText whether pieces of answers are shown while they come
 * @param reaskUnknown whether a call whose fate is unknown is asked again, once
 */
public record ReviewTools(
    PeerRoster roster,
    CallPath calls,
    Treasury treasury,
    Briefs briefs,
    Randomness randomness,
    Transients transients,
    VoteHistory history,
    Clock clock,
    Timers timers,
    long artifactBytesMax,
    boolean reaskUnknown,
    boolean answerText) {}
