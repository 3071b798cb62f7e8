package crossreview.review;

import crossreview.model.policy.JudgeMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Whom to ask about which requests for evidence.
 *
 * @param findings null for those that can be judged
 * @param consensus whether several judges must agree, else one is asked
 */
public record JudgeRequest(
    List<String> judges, @Nullable List<String> findings, JudgeMode mode, boolean consensus) {}
