package crossreview.claim;

import crossreview.claim.WordPattern.WordClass;
import crossreview.model.material.ClaimKind;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * How people state each kind of claim, see {@link WordPattern}.
 *
 * <p>Phrases are in a tense or with a word that a description of a product has not: "the lock is
 * released" says what a program does, "version 2 was released" what its author did.
 */
final class ClaimPhrases {
  /** Words that begin a phrase which is about an absence. */
  static final Set<String> BEGINS_WITH_NEGATION = Set.of("no", "zero", "0", "without", "nothing");

  private static final Map<String, WordClass> CLASSES =
      Map.ofEntries(
          words("BE", "is are was were am been remain remains stay stays looks look went came"),
          words("TESTS", "test tests testsuite suite suites specs testcases"),
          words("PASS", "pass passes passed passing succeed succeeds succeeded green successfully"),
          words("FINE", "green clean passing passed passes pass ok okay successful succeeded"),
          words("WE", "i we i've we've"),
          words("AUX", "was were has have been got had is are now already successfully"),
          words("PAST", "was were"),
          words("HAS", "has have been"),
          words("GITWORD", "branch main master trunk origin upstream repository repo git pr prs"),
          words("CHANGED", "changed modified updated edited deleted removed added created renamed"),
          words("CHANGED2", "rewritten rewrote fixed moved refactored replaced reverted patched"),
          words("METRIC", "coverage latency throughput benchmark benchmarks p50 p90 p95 p99 rps"),
          words("METRIC2", "runtime speedup overhead memory cpu duration faster slower smaller"),
          words("ENV", "production prod staging live"),
          Map.entry("NUM", WordClass.of(ProofText::isNumber)),
          Map.entry("FIGURE", WordClass.of(ProofText::isFigure)),
          Map.entry("HASH", WordClass.of(ProofText::isHash)),
          Map.entry("FILE", WordClass.of(ProofText::isPath)),
          Map.entry("VERSION", WordClass.of(ProofText::isVersion)));

  /** A phrase of a kind. */
  record ClaimPhrase(ClaimKind kind, WordPattern pattern) {}

  /** In the order in which they are tried: the first one that matches gives a sentence its kind. */
  static final List<ClaimPhrase> ALL =
      read(
          """
          FILE_CHANGE
            FILE ~2 PAST|HAS been? ~1 CHANGED|CHANGED2
            WE ~2 CHANGED|CHANGED2 ~5 FILE
            ^ CHANGED|CHANGED2 ~5 FILE
          VERSION_CONTROL
            WE ~2 committed|pushed|merged|rebased|tagged|cherry-picked
            GITWORD|commit|commits|change|changes|fix|patch ~3 PAST|HAS been? ~1 merged|pushed|tagged|rebased|landed
            fixed|merged|landed|committed|pushed|reverted|resolved ~4 HASH
            ^ merged|pushed|committed|rebased|cherry-picked|tagged ~6 GITWORD|VERSION
            pull request ~2 PAST|HAS|is ~1 merged
          APPROVAL
            team|operator|maintainer|maintainers|owner|manager|legal|security|customer|lead|architect|reviewers|reviewer ~2 approved|authorised|authorized|accepted
            team|operator|maintainer|maintainers|owner|manager|legal|security|customer|lead|architect ~2 signed off
            PAST|HAS been? ~1 approved|authorised|authorized by
            signed off by
            ^ approved|authorised|authorized by
          DEPLOYMENT
            WE ~2 deployed|released|published|shipped
            AUX been? ~1 deployed
            VERSION|version|release|package|image|artifact ~3 PAST|HAS been? ~1 released|published|shipped|uploaded
            PAST|HAS been? ~1 released|published|shipped|promoted to ~3 ENV|npm|pypi|central|users|customers|everyone|registry
            ^ deployed|shipped|released|published
            deployment|rollout|deploy|migration|migrations ~2 FINE|completed|complete|finished|done|successfully|applied|ran
            rolled out to
            ENV ~1 migrated
          CHECKS
            ci|pipeline|pipelines|workflow|workflows|lint|linter|linters|checkstyle|eslint|typecheck|type-check|sonar ~3 FINE
            ci|pipeline|github|gitlab|checks|scan|audit ~2 BE|all ~2 FINE
            all|the|our checks|scans|gates ~2 FINE
            checks PASS
            no|zero|0 ~2 warnings|vulnerabilities|findings|issues ~1 PAST|HAS|remain|left found|reported|detected|remaining?
            lints|linted cleanly
          BUILD
            build|builds|compilation ~2 PASS|clean|successful|works|worked
            code|project|it|everything|branch|module|this ~1 compiles|compiled|builds
            compiles|compiled|builds cleanly|successfully|fine
            no|zero|0|without compiler|compilation|build errors|warnings
          TESTS
            TESTS ~4 PASS|ok
            NUM of|/? NUM? ~3 PASS
            NUM ~2 TESTS ~2 PASS
            everything|all PASS
            no|zero|0 ~2 TESTS ~1 fail|fails|failed|failing|broke
            no|zero|0|without failures|regressions|failing
            no|zero|0 regressions|failures
            WE ~2 tested|verified|validated|reproduced|confirmed
            was|were|been ~1 tested
            manually|locally|thoroughly|fully tested|verified|checked
            tested|verified|checked manually|locally|end-to-end|on|with|against
            ^ tested|verified|validated
            ran ~6 TESTS
            bug|issue|crash|leak|race ~3 no longer reproduces|reproducible|occurs|happens
          RUNTIME_STATE
            ENV ~3 BE ~2 healthy|up|green|live|stable|fine|unaffected|online|running|ok|down
            service|server|site|website|api|cluster|endpoint|system|app|application|database|instance ~3 BE ~2 healthy|up|live|online|stable
            BE ~2 running|live|enabled|active in|on ENV
            running|runs ~2 in|on ENV
            live in|on ENV
            runs|running version VERSION
            no|zero|0 errors|incidents|alerts ~4 ENV|logs|log|deploy|rollout
            works|worked ~1 as expected|intended
            works|worked ~3 ENV
            works on my machine
          MEASUREMENT
            METRIC|METRIC2 ~6 FIGURE
            FIGURE ~2 METRIC|METRIC2
            WE ~2 measured ~6 FIGURE
            PAST|HAS|dropped|fell|rose|improved|reduced|increased|decreased by|from|to FIGURE
          """);

  /** By a word without which they match nothing, as numbers in {@link #ALL}. */
  private static final Map<String, BitSet> BY_WORD = new HashMap<>();

  /** Those that may match any words. */
  private static final BitSet UNBOUND = new BitSet();

  static {
    for (int i = 0; i < ALL.size(); i++) {
      int number = i;
      Set<String> required = ALL.get(i).pattern().required();
      required.forEach(word -> BY_WORD.computeIfAbsent(word, key -> new BitSet()).set(number));
      UNBOUND.set(number, required.isEmpty());
    }
  }

  private ClaimPhrases() {}

  /** Those of a sentence's words that may match, in their order: few of a hundred do. */
  static List<ClaimPhrase> possible(List<String> words) {
    BitSet possible = (BitSet) UNBOUND.clone();
    for (String word : words) {
      BitSet some = BY_WORD.get(word);
      if (some != null) {
        possible.or(some);
      }
    }
    return possible.stream().mapToObj(ALL::get).toList();
  }

  private static Map.Entry<String, WordClass> words(String name, String words) {
    return Map.entry(name, WordClass.of(Set.of(words.split(" "))));
  }

  private static List<ClaimPhrase> read(String table) {
    List<ClaimPhrase> phrases = new ArrayList<>();
    ClaimKind kind = ClaimKind.TESTS;
    for (String line : table.lines().toList()) {
      if (line.startsWith(" ")) {
        phrases.add(new ClaimPhrase(kind, WordPattern.of(line.strip(), CLASSES)));
      } else {
        kind = ClaimKind.valueOf(line);
      }
    }
    return List.copyOf(phrases);
  }
}
