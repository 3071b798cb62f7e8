package crossreview.settings;

import crossreview.model.Problem.RequestFault;
import crossreview.model.policy.PolicyRules;
import crossreview.settings.Settings.PolicyEntry;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The named policies of the settings. {@value #DEFAULT} is always there; a document with another
 * meaning wants another name or a higher version.
 */
final class PolicySectionReader {
  static final String DEFAULT = "unanimous";

  private PolicySectionReader() {}

  /** The policies, the default first. */
  static List<PolicyEntry> read(@Nullable Object section, List<RequestFault> faults) {
    List<PolicyEntry> policies = new ArrayList<>();
    policies.add(new PolicyEntry(DEFAULT, 1, PolicyRules.UNANIMOUS));
    Map<?, ?> named = PeerSettings.object("policies", section == null ? Map.of() : section, faults);
    named.forEach((name, value) -> {
      String at = "policies." + name;
      if (DEFAULT.equals(name)) {
        faults.add(new RequestFault(at, "is the name of a built-in policy; use another name"));
      } else {
        PeerSettings.word(at, name, faults);
        policies.add(PolicyReader.read(at, String.valueOf(name), value, faults));
      }
    });
    return List.copyOf(policies);
  }
}
