package crossreview.settings;

import crossreview.json.NearestName;
import crossreview.model.CitationRule;
import crossreview.model.PolicyRule;
import crossreview.model.PolicyRules;
import crossreview.model.Problem.Fault;
import crossreview.model.Word;
import crossreview.settings.Settings.PolicyEntry;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/**
 * The named policies of the settings. {@value #DEFAULT} is always there; a document with another
 * meaning wants another name or a higher version.
 */
final class Policies {
  static final String DEFAULT = "unanimous";
  private static final List<String> KEYS = List.of("rule", "version", "k", "citations", "reveal");

  private final List<Fault> faults;

  private Policies(List<Fault> faults) {
    this.faults = faults;
  }

  /** The policies, the default first. */
  static List<PolicyEntry> read(Object section, List<Fault> faults) {
    List<PolicyEntry> policies = new ArrayList<>();
    policies.add(new PolicyEntry(DEFAULT, 1, PolicyRules.UNANIMOUS));
    Policies reader = new Policies(faults);
    Map<?, ?> named =
        Rosters.object("policies", section == null ? Map.of() : section, null, faults);
    named.forEach((name, value) -> {
      String at = "policies." + name;
      if (DEFAULT.equals(name)) {
        faults.add(new Fault(at, "is built in; give your policy another name"));
      } else {
        Rosters.word(at, name, faults);
        policies.add(reader.policy(at, String.valueOf(name), value));
      }
    });
    return List.copyOf(policies);
  }

  private PolicyEntry policy(String at, String name, Object value) {
    Map<?, ?> map = Rosters.object(at, value, KEYS, faults);
    PolicyRule rule = word(at + ".rule", PolicyRule.class, map.get("rule"), PolicyRule.UNANIMOUS);
    CitationRule citations =
        word(at + ".citations", CitationRule.class, map.get("citations"), CitationRule.REMARK);
    int version = number(at + ".version", map.get("version"), 1, 1_000_000);
    boolean reveal = map.get("reveal") != null && flag(at + ".reveal", map.get("reveal"));
    boolean counts = rule == PolicyRule.K_OF_N;
    if (!counts && map.get("k") != null) {
      faults.add(new Fault(at + ".k", "is for the rule k_of_n only"));
    }
    if (counts && map.get("k") == null) {
      faults.add(new Fault(at + ".k", "is missing: how many must be READY"));
    }
    Integer k = counts ? number(at + ".k", map.get("k"), 1, 32) : null;
    return new PolicyEntry(name, version, new PolicyRules(rule, k, citations, reveal));
  }

  private <E extends Enum<E> & Word> E word(String at, Class<E> type, Object value, E absent) {
    if (value == null) {
      return absent;
    }
    List<String> words = Arrays.stream(type.getEnumConstants()).map(Word::word).toList();
    return Word.find(type, String.valueOf(value))
        .orElseGet(() -> {
          String hint = NearestName.hint(String.valueOf(value), words);
          String what = "must be one of " + String.join(", ", words) + ", is " + Type.shown(value);
          faults.add(new Fault(at, what + hint));
          return absent;
        });
  }

  private int number(String at, Object value, int absent, int most) {
    if (value == null) {
      return absent;
    }
    if (value instanceof Long n && n >= 1 && n <= most) {
      return n.intValue();
    }
    faults.add(
        new Fault(at, "must be a whole number from 1 to " + most + ", is " + Type.shown(value)));
    return absent;
  }

  private boolean flag(String at, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    faults.add(new Fault(at, "must be true or false, is " + Type.shown(value)));
    return false;
  }
}
