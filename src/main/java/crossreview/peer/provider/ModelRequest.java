package crossreview.peer.provider;

import crossreview.profile.ProviderProfile.RequestFormat;
import crossreview.profile.SchemaSupport;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One question, ready for a dialect.
 *
 * @param system who the model is
 * @param parts what it is shown, stable parts first
 * @param effort the provider's own word; null leaves it to the provider
 * @param schema what the answer looks like, already lowered; null where none is sent
 * @param structured how the answer's form is asked for; {@code NONE} for free text
 * @param cacheKey the same for prompts that begin alike
 */
public record ModelRequest(
    RequestFormat requestFormat,
    String model,
    String system,
    List<String> parts,
    @Nullable String effort,
    long outputTokensMax,
    @Nullable Map<String, Object> schema,
    SchemaSupport structured,
    String cacheKey) {

  public String user() {
    return String.join("", parts);
  }

  /** Whether a verdict is wanted, however its form is asked for. */
  public boolean verdict() {
    return structured != SchemaSupport.NONE;
  }
}
