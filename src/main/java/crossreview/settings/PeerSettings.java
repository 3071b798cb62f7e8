package crossreview.settings;

import crossreview.json.NameSuggestion;
import crossreview.model.Money;
import crossreview.model.Problem.RequestFault;
import crossreview.model.policy.JudgePlan;
import crossreview.model.policy.ProofPlan;
import crossreview.profile.ProfileCatalog;
import crossreview.settings.Settings.PanelEntry;
import crossreview.settings.Settings.PeerEntry;
import crossreview.settings.Settings.PolicyEntry;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The peers and panels of the settings; without any, the built-in ones. */
record PeerSettings(List<PeerEntry> peers, List<PolicyEntry> policies, List<PanelEntry> panels) {
  private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  static PeerSettings read(Map<String, Object> file, Path home, List<RequestFault> faults) {
    List<PeerEntry> peers =
        PeerSettingsReader.read(
            file.get("peers"), profiles(file.get("profiles"), faults), home, faults);
    List<PolicyEntry> policies = PolicySectionReader.read(file.get("policies"), faults);
    List<PanelEntry> panels = PanelReader.read(file.get("panels"), peers, faults);
    PeerSettings peerSettings = new PeerSettings(peers, policies, panels);
    panels.forEach(panel -> peerSettings.checkPolicy(panel, faults));
    return peerSettings;
  }

  private static ProfileCatalog profiles(@Nullable Object section, List<RequestFault> faults) {
    return section == null
        ? ProfileCatalog.shipped()
        : ProfileCatalog.shipped().with(object("profiles", section, faults), faults);
  }

  void checkDefaultPanel(String name, List<RequestFault> faults) {
    List<String> names = panels.stream().map(PanelEntry::name).toList();
    if (!names.contains(name)) {
      faults.add(
          new RequestFault(
              "default_panel",
              "there is no panel \"" + name + "\", there is " + String.join(", ", names)));
    }
  }

  private void checkPolicy(PanelEntry panel, List<RequestFault> faults) {
    List<String> names = policies.stream().map(PolicyEntry::name).toList();
    if (!names.contains(panel.policy())) {
      String hint = NameSuggestion.hint(panel.policy(), names);
      String what = "there is no policy \"" + panel.policy() + "\"" + hint;
      faults.add(new RequestFault("panels." + panel.name() + ".policy", what));
      return;
    }
    for (PolicyEntry policy : policies) {
      List<String> blind = policy.rules().framingBlind();
      if (policy.name().equals(panel.policy()) && blind != null) {
        checkBlind(panel, blind, faults);
      }
      ProofPlan proof = policy.rules().proof();
      if (policy.name().equals(panel.policy()) && proof != null) {
        checkProof(panel, proof, faults);
      }
      JudgePlan judges = policy.rules().judges();
      if (policy.name().equals(panel.policy()) && judges != null) {
        checkJudges(panel, judges, faults);
      }
    }
  }

  private static void checkBlind(PanelEntry panel, List<String> blind, List<RequestFault> faults) {
    for (String peer : blind) {
      if (!panel.peers().contains(peer)) {
        String what =
            "\"" + peer + "\" is not on panel " + panel.name() + ", which uses the policy";
        faults.add(new RequestFault("policies." + panel.policy() + ".framing_blind", what));
      }
    }
  }

  private void checkProof(PanelEntry panel, ProofPlan proof, List<RequestFault> faults) {
    String at = "policies." + panel.policy() + ".proof.peer";
    boolean seated = panel.peers().contains(proof.peer());
    boolean executes =
        peers.stream().anyMatch(peer -> peer.id().equals(proof.peer()) && isProver(peer));
    if (!seated) {
      String what =
          "\"" + proof.peer() + "\" is not on panel " + panel.name() + ", which uses the policy";
      faults.add(new RequestFault(at, what));
    } else if (!executes) {
      String what = "\"" + proof.peer() + "\" is run about no finding (peers[].proof)";
      faults.add(new RequestFault(at, what));
    }
  }

  private static boolean isProver(PeerEntry peer) {
    return peer.peerSpec() instanceof CommandEntry command && command.proof() != null;
  }

  private void checkJudges(PanelEntry panel, JudgePlan judges, List<RequestFault> faults) {
    for (String judge : judges.peers()) {
      boolean may =
          peers.stream()
              .anyMatch(peer ->
                  peer.id().equals(judge) && peer.roles().contains("judge") && !isProver(peer));
      String at = "policies." + panel.policy() + ".judges.peers";
      if (!panel.peers().contains(judge)) {
        String what =
            "\"" + judge + "\" is not on panel " + panel.name() + ", which uses the policy";
        faults.add(new RequestFault(at, what));
      } else if (!may) {
        faults.add(
            new RequestFault(at, "\"" + judge + "\" does not have the role judge (peers[].roles)"));
      }
    }
  }

  /** An object with names of the user's. */
  static Map<?, ?> object(String at, @Nullable Object value, List<RequestFault> faults) {
    if (value instanceof Map<?, ?> map) {
      return map;
    }
    faults.add(new RequestFault(at, "must be an object, is " + SettingType.shown(value)));
    return Map.of();
  }

  /** An object with keys of ours only. */
  static Map<?, ?> object(
      String at, @Nullable Object value, List<String> known, List<RequestFault> faults) {
    Map<?, ?> map = object(at, value, faults);
    for (Object key : map.keySet()) {
      if (!known.contains(key)) {
        String hint = NameSuggestion.hint((String) key, known);
        faults.add(
            new RequestFault(
                at.isEmpty() ? String.valueOf(key) : at + "." + key, "unknown key" + hint));
      }
    }
    return map;
  }

  static String word(String at, @Nullable Object value, List<RequestFault> faults) {
    if (value instanceof String text && ID.matcher(text).matches()) {
      return text;
    }
    String rule = "1 to 32 of a–z, 0–9, _ and -";
    faults.add(
        new RequestFault(at, "must be the name of " + rule + ", is " + SettingType.shown(value)));
    return "?";
  }

  /** An amount; null where there is none. */
  static @Nullable Money money(String at, @Nullable Object value, List<RequestFault> faults) {
    SettingType settingType = SettingType.money();
    Object money = value == null ? null : settingType.accept(value);
    if (value != null && money == null) {
      faults.add(
          new RequestFault(
              at, "must be " + settingType.expected() + ", is " + SettingType.shown(value)));
    }
    return (Money) money;
  }

  /** A whole number from 1, or what counts where there is none. */
  static long whole(String at, @Nullable Object value, long absent, List<RequestFault> faults) {
    if (value == null) {
      return absent;
    }
    if (value instanceof Long number && number >= 1 && number <= Integer.MAX_VALUE) {
      return number;
    }
    faults.add(
        new RequestFault(at, "must be a whole number from 1, is " + SettingType.shown(value)));
    return absent;
  }

  static List<String> texts(String at, @Nullable Object value, List<RequestFault> faults) {
    if (value instanceof List<?> list && list.stream().allMatch(String.class::isInstance)) {
      return list.stream().map(String.class::cast).distinct().toList();
    }
    faults.add(new RequestFault(at, "must be an array of names, is " + SettingType.shown(value)));
    return List.of();
  }

  void describe(Map<String, Object> tree) {
    tree.put("peers", peers.stream().map(PeerSettings::describe).toList());
    Map<String, Object> named = new LinkedHashMap<>();
    panels.forEach(panel -> named.put(panel.name(), describe(panel)));
    Map<String, Object> rules = new LinkedHashMap<>();
    policies.forEach(policy -> rules.put(policy.name(), policy.tree()));
    tree.put("policies", rules);
    tree.put("panels", named);
  }

  private static Map<String, Object> describe(PanelEntry panel) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put(
        "peers",
        panel.peers().stream()
            .map(peer -> panel.seats().getOrDefault(peer, PanelSeat.PLAIN).describe(peer))
            .toList());
    entry.put("policy", panel.policy());
    return entry;
  }

  static Map<String, Object> describe(PeerEntry peer) {
    Map<String, Object> entry = new LinkedHashMap<>();
    entry.put("id", peer.id());
    entry.put("kind", peer.kind());
    if (!peer.roles().isEmpty()) {
      entry.put("roles", peer.roles());
    }
    PeerSettingsReader.describe(peer.peerSpec(), entry);
    return entry;
  }
}
