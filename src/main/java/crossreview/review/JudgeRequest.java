package crossreview.review;

import crossreview.model.policy.JudgeMode;
import java.util.List;

/**
 * Whom to ask about which requests for evidence.
 *
 * @param findings null for those that can be judged
 * @param consensus whether several judges must agree, else one is asked
 */
public record JudgeRequest(
    List<String> judges, List<String> findings, JudgeMode mode, boolean consensus) {}
