package crossreview.peer.provider.http;

import crossreview.model.call.ReasoningEffort;
import crossreview.model.run.PanelMember;
import crossreview.peer.CallPricing;
import crossreview.peer.ProviderQuota;
import crossreview.profile.ProviderProfile;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A model as a peer.
 *
 * @param reasoningEffort its reasoning effort by default; absent means the provider's choice
 * @param schema what a verdict looks like
 * @param answerBytesMax a longer answer breaks the stream
 * @param keyHint what to set where a key is missing
 */
public record ModelSpec(
    PanelMember member,
    CallPricing callPricing,
    ProviderProfile providerProfile,
    ProviderQuota providerQuota,
    @Nullable ReasoningEffort reasoningEffort,
    long outputTokensMax,
    long promptBytesMax,
    Map<String, Object> schema,
    int answerBytesMax,
    String keyHint) {}
