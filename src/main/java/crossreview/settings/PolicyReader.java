package crossreview.settings;

import crossreview.json.NameSuggestion;
import crossreview.model.Problem.RequestFault;
import crossreview.model.WireEnum;
import crossreview.model.policy.ApprovalRule;
import crossreview.model.policy.BlockScope;
import crossreview.model.policy.CitationRule;
import crossreview.model.policy.ClaimRule;
import crossreview.model.policy.FinalRound;
import crossreview.model.policy.JudgeMode;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.LargeChangeRule;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ProofMode;
import crossreview.model.policy.ProofPlan;
import crossreview.model.policy.ReusePlan;
import crossreview.settings.Settings.PolicyEntry;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One policy as people write it, in the settings or in a file of its own. */
public final class PolicyReader {
  private static final int MEMBERS_MAX = 32; // of a panel
  private static final List<String> KEYS =
      List.of(
          "rule",
          "version",
          "k",
          "citations",
          "reveal",
          "family_floor",
          "judges",
          "block_on",
          "delta",
          "final_round",
          "large",
          "framing_blind",
          "claims",
          "proof",
          "reuse");
  private static final List<String> JUDGE_KEYS = List.of("mode", "peers");
  private static final List<String> PROOF_KEYS = List.of("mode", "peer");

  private final String at;
  private final Map<?, ?> map;
  private final List<RequestFault> faults;

  private PolicyReader(String at, Map<?, ?> map, List<RequestFault> faults) {
    this.at = at;
    this.map = map;
    this.faults = faults;
  }

  /**
   * Reads a policy; what is wrong with it is added to the faults, each with its place.
   *
   * @param at the place of the policy
   */
  public static PolicyEntry read(String at, String name, Object value, List<RequestFault> faults) {
    Map<?, ?> map = PeerSettings.object(at, value, KEYS, faults);
    return new PolicyReader(at, map, faults).policy(name);
  }

  private PolicyEntry policy(String name) {
    ApprovalRule rule = word("rule", ApprovalRule.class, map.get("rule"), ApprovalRule.UNANIMOUS);
    CitationRule citations =
        word("citations", CitationRule.class, map.get("citations"), CitationRule.REMARK);
    Integer version = number("version", 1_000_000);
    boolean reveal = map.get("reveal") != null && flag(place("reveal"), map.get("reveal"));
    Integer k = needed(rule == ApprovalRule.K_OF_N);
    Integer families = number("family_floor", MEMBERS_MAX);
    JudgePlan judges = map.get("judges") == null ? null : judges(map.get("judges"));
    Boolean delta = map.get("delta") == null ? null : flag(place("delta"), map.get("delta"));
    return new PolicyEntry(
        name,
        version == null ? 1 : version,
        new PolicyRules(
            rule,
            k,
            citations,
            reveal,
            families,
            judges,
            optional("block_on", BlockScope.class),
            delta,
            finalRound(delta),
            optional("large", LargeChangeRule.class),
            blind(),
            optional("claims", ClaimRule.class),
            map.get("proof") == null ? null : proof(map.get("proof")),
            map.get("reuse") == null ? null : reuse(map.get("reuse"))));
  }

  private <E extends Enum<E> & WireEnum> @Nullable E optional(String key, Class<E> words) {
    Object value = map.get(key);
    return value == null ? null : word(key, words, value, words.getEnumConstants()[0]);
  }

  private @Nullable FinalRound finalRound(@Nullable Boolean delta) {
    if (map.get("final_round") == null) {
      return null;
    }
    if (!Boolean.TRUE.equals(delta)) {
      faults.add(new RequestFault(place("final_round"), "is for a policy with delta: true only"));
      return null;
    }
    return word("final_round", FinalRound.class, map.get("final_round"), FinalRound.FULL);
  }

  private @Nullable List<String> blind() {
    Object value = map.get("framing_blind");
    if (value == null) {
      return null;
    }
    List<String> peers = PeerSettings.texts(place("framing_blind"), value, faults);
    if (peers.size() > MEMBERS_MAX) {
      String what = "must name at most " + MEMBERS_MAX + " peers, has " + peers.size();
      faults.add(new RequestFault(place("framing_blind"), what));
    }
    return peers;
  }

  private String place(String key) {
    return at.isEmpty() ? key : at + "." + key;
  }

  private @Nullable Integer needed(boolean counts) {
    if (!counts && map.get("k") != null) {
      faults.add(new RequestFault(place("k"), "is for the rule k_of_n only"));
    }
    if (counts && map.get("k") == null) {
      faults.add(new RequestFault(place("k"), "is missing: how many must be READY"));
    }
    if (!counts) {
      return null;
    }
    Integer k = number("k", MEMBERS_MAX);
    return k == null ? Integer.valueOf(1) : k; // the fault says what is wrong
  }

  private @Nullable JudgePlan judges(Object value) {
    Map<?, ?> judges = PeerSettings.object(place("judges"), value, JUDGE_KEYS, faults);
    JudgeMode mode = word("judges.mode", JudgeMode.class, judges.get("mode"), JudgeMode.SHADOW);
    List<String> peers = PeerSettings.texts(place("judges.peers"), judges.get("peers"), faults);
    if (peers.isEmpty() || peers.size() > JudgePlan.PEERS_MAX) {
      String what = "must name 1 to " + JudgePlan.PEERS_MAX + " peers, has " + peers.size();
      faults.add(new RequestFault(place("judges.peers"), what));
      return null;
    }
    return new JudgePlan(mode, peers);
  }

  private @Nullable ReusePlan reuse(Object value) {
    Map<?, ?> reuse = PeerSettings.object(place("reuse"), value, List.of("within_hours"), faults);
    if (reuse.get("within_hours") instanceof Long hours
        && hours >= 1
        && hours <= ReusePlan.HOURS_MAX) {
      return new ReusePlan(hours.intValue());
    }
    String what = "must be a whole number from 1 to " + ReusePlan.HOURS_MAX;
    String is = ", is " + SettingType.shown(reuse.get("within_hours"));
    faults.add(new RequestFault(place("reuse.within_hours"), what + is));
    return null;
  }

  private ProofPlan proof(Object value) {
    Map<?, ?> proof = PeerSettings.object(place("proof"), value, PROOF_KEYS, faults);
    ProofMode mode = word("proof.mode", ProofMode.class, proof.get("mode"), ProofMode.MARK);
    return new ProofPlan(PeerSettings.word(place("proof.peer"), proof.get("peer"), faults), mode);
  }

  private <E extends Enum<E> & WireEnum> E word(
      String key, Class<E> type, @Nullable Object value, E absent) {
    if (value == null) {
      return absent;
    }
    List<String> words = Arrays.stream(type.getEnumConstants()).map(WireEnum::wireName).toList();
    return WireEnum.find(type, String.valueOf(value))
        .orElseGet(() -> {
          String hint = NameSuggestion.hint(String.valueOf(value), words);
          String what =
              "must be one of " + String.join(", ", words) + ", is " + SettingType.shown(value);
          faults.add(new RequestFault(place(key), what + hint));
          return absent;
        });
  }

  private @Nullable Integer number(String key, int most) {
    Object value = map.get(key);
    if (value == null) {
      return null;
    }
    if (value instanceof Long n && n >= 1 && n <= most) {
      return n.intValue();
    }
    String what = "must be a whole number from 1 to " + most + ", is " + SettingType.shown(value);
    faults.add(new RequestFault(place(key), what));
    return null;
  }

  private boolean flag(String where, Object value) {
    if (value instanceof Boolean flag) {
      return flag;
    }
    faults.add(new RequestFault(where, "must be true or false, is " + SettingType.shown(value)));
    return false;
  }
}
