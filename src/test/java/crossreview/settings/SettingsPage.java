package crossreview.settings;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes {@code docs/settings.md} from the catalogue of keys. */
final class SettingsPage {
  private static final String HEAD =
      """
      # Settings

      The daemon reads one JSON file (`conf/crossreview.json` is an example): the one that `--config FILE` names, else
      `crossreview.json` in `~/.config/crossreview`, else in `/etc/crossreview` ([places](operations.md#standard-places)). Its values
      override the defaults below, and `--set key=value` overrides both. An unknown key, a wrong type or a value out of
      range stops the start with exit code 2; all problems are listed at once. `crossreview config check` prints the
      effective settings with secrets masked. Comments and duplicate keys are not accepted. A changed file is put in force
      by [a reload](operations.md#changing-the-settings).

      | key | default | accepted | meaning |
      | --- | --- | --- | --- |
      """;

  private static final String TAIL =
      """
      | `peers` | the built-in six | an array of `{"id", "kind", "roles"?, …}` | The peers that panels can contain. Kind `builtin`: secrets, hygiene, tests, structure, logic (reviewers; see [rules](rules.md)), tidy (author). Kind `command`: a local program; `seat`: a person or an outside agent; a `profile` instead of a kind: a language model. See [peers](peers.md) and [providers](providers.md). |
      | `profiles` | the shipped ones | an object of profiles by name, each may be `"like"` another | The APIs of other providers, see [providers](providers.md). |
      | `policies` | `{"unanimous": …}` | an object of `{"rule", "version"?, "k"?, "citations"?, "reveal"?, "family_floor"?, "judges"?, "block_on"?, "delta"?, "final_round"?, "large"?, "framing_blind"?, "claims"?, "proof"?, "reuse"?}` by name | Named policies. Rule `unanimous`, `unanimous_and_dry` (unanimous, and the round raised nothing new), `severity_veto` (only blocking findings prevent approval) or `k_of_n`; citations `off`, `remark` or `required`; reveal shows reviewers who raised a finding; family_floor is the number of model families from which READY must come; judges `{"mode": "shadow" or "active", "peers"}` are asked about requests for evidence before a round; block_on `introduced`, `touched` (by default) or `all` says which findings about a change can block: about a line that it adds, any line of it, or a shown file too; delta `true` shows a reviewer that approved an earlier version of a change only what is new in the next one, final_round `full` (by default) asks everybody about everything once before an approval, `carried` does not; large `split` (by default) puts a change that is longer than a peer's window before it section by section, `refuse` does not ask that peer, which then blocks by name; framing_blind names peers that are not told the task in the first round of a session, see [judgement](judgement.md#framing-blind-first-look); claims `tell` (by default) names statements of finished work that nothing attached shows to caller and peers, `refuse` does not start on them, `off` does not look, see [judgement](judgement.md#statements-without-evidence); proof `{"peer", "mode"?}` runs a program about the blocking defects of a round, `mark` (by default) shows what came of it, under `required` one that it does not confirm does not block, see [judgement](judgement.md#executed-findings); reuse `{"within_hours"}` uses the answer of another session to the same question, see [judgement](judgement.md#answers-that-are-used-again). |
      | `panels` | `{"builtin": …}` | an object of `{"peers": […], "policy"?}` by name | Named panels, `unanimous` without a policy. A caller can only choose one by name. A member is the name of a peer or `{"peer", "stance"?, "counts"?}`: the stance (1 to 600 characters, 4,000 for a panel) says what the peer looks at first, see [judgement](judgement.md#stances-and-trial-peers); `"counts": false` puts the peer on trial. |
      | `forges` | none | an object of `{"kind", "url"?, "token" or "app", "webhook_secret"?, "poll_seconds"?, "project"?, "allow_plain_http"?, "repositories"}` by name | Forges whose pull requests are reviewed, see [forges](forges.md). |
      | `webhooks` | none | an object of `{"url", "secret", "events", "project"?, "allow_hosts"?}` by name, at most 32 | Programs that are told of events, see [webhooks](webhooks.md). |

      ## Limits that are not settings

      | limit | value | reason |
      | --- | --- | --- |
      | a journal line | 64 KiB | One line is one read for every consumer; longer texts are blobs. |
      | a text in a line | 8 KiB | Longer ones are stored as a blob and named by digest. |
      | findings of one vote | 8 | The highest ranked are admitted, the rest stay in the answer and are remarked. |
      | dispositions of one vote | 24 | As above. |
      | JSON depth, number length | 100, 40 digits | Deeper or longer input is refused before it costs anything. |
      | command keys kept | 256 per session | A client repeats a command within seconds. |
      | events in one page | 1,000 | And at most 64 KiB, at least one line. |
      | durable lines in memory | 256 KiB per session | Slower consumers read from disk. |
      | attempts of a call | 3 | Wait up to 1 s, doubled, with full jitter, or as long as the provider asks for. |
      | the wait that a provider may ask for | 60 s | A longer one ends the call at once. |
      | failures of a model in a row | 5 | Then it is not called for 30 s. |
      | one answer of a model | `limits.answer_bytes_max` | And one event of its stream; a longer one closes the connection. |
      | reasoning and frames of a stream | 48 MiB besides the answer | 128,000 tokens at nearly 400 bytes per event. |
      | events of a webhook that wait for another attempt | 100 | The others wait in the journals; 1,000 that were given up disable the webhook. |
      | JSON values of an answer of a model | 200,000 | A small value takes 25 times its bytes of heap. |
      """;

  private SettingsPage() {}

  static String text() {
    StringBuilder page = new StringBuilder(HEAD);
    for (ScalarSetting key : ScalarSetting.all()) {
      String shipped = key.defaultValue() == null ? "not set" : "`" + key.defaultValue() + "`";
      page.append("| `").append(key.path()).append("` | ").append(shipped).append(" | ");
      page.append(key.type().expected()).append(" | ").append(key.why()).append(" |\n");
    }
    for (ListSetting key : ListSetting.values()) {
      page.append("| `").append(key.path()).append("` | `[]` | ");
      page.append(key.expected()).append(" | ").append(key.why()).append(" |\n");
    }
    return page.append(TAIL).toString();
  }

  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of("docs/settings.md"), text());
  }
}
