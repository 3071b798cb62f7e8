package crossreview.model.call;

import crossreview.model.Money;
import crossreview.model.SessionId;

/**
 * The call whose answer was used again for the same question in another session.
 *
 * @param at when it ended, RFC 3339
 * @param saved what it cost then
 */
public record AnswerOrigin(SessionId session, int round, String call, String at, Money saved) {}
