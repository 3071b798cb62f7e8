package crossreview.linter;

import static crossreview.linter.JsonReport.at;
import static crossreview.linter.JsonReport.list;
import static crossreview.linter.JsonReport.map;
import static crossreview.linter.JsonReport.text;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The rules that a run of a tool describes, by their ids and by their places in its list. */
final class SarifRules {
  private static final String DEFAULT_LEVEL = "warning"; // SARIF 2.1.0, 3.27.10

  private final List<?> driver;
  private final Map<String, Map<?, ?>> byId = new HashMap<>();

  private SarifRules(List<?> driver) {
    this.driver = driver;
  }

  static SarifRules of(Map<?, ?> run) {
    List<?> driver = list(at(run, "tool", "driver", "rules"));
    SarifRules rules = new SarifRules(driver);
    for (Object extension : list(at(run, "tool", "extensions"))) {
      list(map(extension).get("rules")).forEach(rules::add);
    }
    driver.forEach(rules::add);
    return rules;
  }

  private void add(Object rule) {
    String id = text(map(rule).get("id"));
    if (!id.isEmpty()) {
      byId.put(id, map(rule));
    }
  }

  /** The rule of a result, which names it by its id, its place in the list, or both. */
  SarifRule named(Map<?, ?> result) {
    Object index =
        result.containsKey("ruleIndex") ? result.get("ruleIndex") : at(result, "rule", "index");
    String named = text(result.get("ruleId"));
    String id = named.isEmpty() ? text(at(result, "rule", "id")) : named;
    if (id.isEmpty() && index instanceof Long at && at >= 0 && at < driver.size()) {
      Map<?, ?> rule = map(driver.get(at.intValue()));
      return new SarifRule(text(rule.get("id")), rule);
    }
    Map<?, ?> known = byId.get(id);
    // A rule's id may be followed by parts that tell its cases apart: CA1000/1.
    String begun = id.substring(0, Math.max(id.lastIndexOf('/'), 0));
    Map<?, ?> parent = byId.getOrDefault(begun, Map.of());
    return new SarifRule(id, known == null ? parent : known);
  }

  /** One rule; what is not described is empty. */
  record SarifRule(String id, Map<?, ?> described) {
    String level(Map<?, ?> result) {
      String own = text(result.get("level"));
      String usual = text(at(described, "defaultConfiguration", "level"));
      return !own.isEmpty() ? own : usual.isEmpty() ? DEFAULT_LEVEL : usual;
    }

    /** Its text, or the rule's text that it names, with its arguments filled in. */
    String message(Map<?, ?> message) {
      String own = text(message.get("text"));
      String named = text(at(described, "messageStrings", text(message.get("id")), "text"));
      String usual = text(at(described, "shortDescription", "text"));
      String said = !own.isEmpty() ? own : named.isEmpty() ? usual : named;
      List<?> arguments = list(message.get("arguments"));
      for (int i = 0; i < arguments.size(); i++) {
        said = said.replace("{" + i + "}", text(arguments.get(i)));
      }
      return said;
    }
  }
}
