package crossreview.settings;

import crossreview.linter.FilePatterns;
import crossreview.linter.ProofSpec;
import crossreview.model.Problem.RequestFault;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What an entry of a program says if it is run about findings. */
final class ProofSettingsReader {
  static final String KEY = "proof";

  /** It votes on nothing and writes nothing. */
  static final List<String> ROLES = List.of("judge");

  private static final List<String> KEYS = List.of("confirms", "refutes", "from_base");
  private static final Set<Integer> CONFIRMS = Set.of(1);
  private static final Set<Integer> REFUTES = Set.of(0);
  private static final int GLOBS_MAX = 64;

  private final List<RequestFault> faults;

  ProofSettingsReader(List<RequestFault> faults) {
    this.faults = faults;
  }

  /** Null for a program that is run about no finding. */
  @Nullable ProofSpec read(String at, Map<?, ?> map) {
    Object value = map.get(KEY);
    if (value == null) {
      return null;
    }
    String place = at + "." + KEY;
    if (map.containsKey("answers")) {
      fault(place, "is for a program that is no linter: remove \"answers\" or \"proof\"");
    }
    if (map.containsKey("sandbox") && !"required".equals(map.get("sandbox"))) {
      fault(at + ".sandbox", "must be required: the program executes the change");
    }
    Map<?, ?> proof = PeerSettings.object(place, value, KEYS, faults);
    Set<Integer> confirms =
        ExitCodes.read(place + ".confirms", proof.get("confirms"), CONFIRMS, faults);
    Set<Integer> refutes =
        ExitCodes.read(place + ".refutes", proof.get("refutes"), REFUTES, faults);
    FilePatterns fromBase = globs(place + ".from_base", proof.get("from_base"));
    if (confirms.isEmpty() || confirms.stream().anyMatch(refutes::contains)) {
      fault(place + ".confirms", "must be exit codes that are not in refutes, at least one");
      return new ProofSpec(CONFIRMS, REFUTES, fromBase);
    }
    return new ProofSpec(confirms, refutes, fromBase);
  }

  private FilePatterns globs(String at, @Nullable Object value) {
    List<String> globs = PeerSettings.texts(at, value == null ? List.of() : value, faults);
    try {
      if (globs.size() <= GLOBS_MAX) {
        return new FilePatterns(globs);
      }
      fault(at, "must be at most " + GLOBS_MAX + " patterns, has " + globs.size());
    } catch (IllegalArgumentException e) {
      fault(at, String.valueOf(e.getMessage()));
    }
    return new FilePatterns(List.of());
  }

  private void fault(String at, String what) {
    faults.add(new RequestFault(at, what));
  }

  static Map<String, Object> describe(ProofSpec proof) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("confirms", proof.confirms().stream().sorted().map(Integer::longValue).toList());
    entry.put("refutes", proof.refutes().stream().sorted().map(Integer::longValue).toList());
    entry.put("from_base", proof.fromBase().globs());
    return entry;
  }
}
