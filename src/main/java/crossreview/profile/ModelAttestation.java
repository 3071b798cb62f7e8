package crossreview.profile;

import crossreview.model.WireEnum;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which model answered: what a provider has to say about it, and what counts as the same model. */
public enum ModelAttestation implements WireEnum {
  /** It must say so, and it must be the model that was asked. */
  REQUIRED,
  /** It may be silent; if it names a model, it must be the right one. */
  WHEN_NAMED,
  /** Nothing is compared. */
  OFF;

  // A build of the same model: a date, a number of three or four digits, @…, :tag
  private static final Pattern VERSION =
      Pattern.compile("-\\d{4}-\\d{2}-\\d{2}|-\\d{8}|-\\d{4}|-\\d{3}|@[\\w.-]+|:[\\w.-]+");
  private static final String LIST_PREFIX = "models/";

  /** What is known about the model that answered. */
  public enum ModelMatch {
    SAME,
    OTHER,
    UNREPORTED
  }

  /**
   * Compares by whole names: a version after the name is the same model, any other suffix is
   * another one.
   *
   * @param reported what the provider said, null where it said nothing
   * @param accepted other names that the operator vouches for
   */
  public static ModelMatch compare(
      String requested, @Nullable String reported, List<String> accepted) {
    if (reported == null || reported.isBlank()) {
      return ModelMatch.UNREPORTED;
    }
    String asked = bare(requested);
    String said = bare(reported);
    boolean same =
        said.equals(asked)
            || accepted.contains(said)
            || said.startsWith(asked) && VERSION.matcher(said.substring(asked.length())).matches();
    return same ? ModelMatch.SAME : ModelMatch.OTHER;
  }

  /** Whether an answer of such a model may be used. */
  public boolean admits(ModelMatch modelMatch) {
    return switch (this) {
      case REQUIRED -> modelMatch == ModelMatch.SAME;
      case WHEN_NAMED -> modelMatch != ModelMatch.OTHER;
      case OFF -> true;
    };
  }

  private static String bare(String model) {
    String name = model.strip();
    return name.startsWith(LIST_PREFIX) ? name.substring(LIST_PREFIX.length()) : name;
  }
}
