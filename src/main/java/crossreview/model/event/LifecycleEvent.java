package crossreview.model.event;

import crossreview.model.Digest;
import crossreview.model.Money;
import crossreview.model.ProjectName;
import crossreview.model.SessionId;
import crossreview.model.TextRef;
import crossreview.model.ValueChecks;
import crossreview.model.material.Artifact;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.EvidenceKind;
import crossreview.model.material.FileRuling;
import crossreview.model.material.ScopeExclusion;
import crossreview.model.material.SecretMatch;
import crossreview.model.policy.LimitName;
import crossreview.model.policy.PolicyRef;
import crossreview.model.policy.PolicyRules;
import crossreview.model.policy.ReviewLimits;
import crossreview.model.run.EndReason;
import crossreview.model.run.EpochReason;
import crossreview.model.run.EscalationSeverity;
import crossreview.model.run.PanelMember;
import crossreview.model.run.RunMode;
import crossreview.model.run.SessionOutcome;
import crossreview.model.run.SteeringAction;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The session's life: opened, fed, steered, closed. */
public sealed interface LifecycleEvent extends SessionEvent {

  /** The first line of every epoch's file. */
  record EpochOpened(
      int format,
      @Nullable EpochPredecessor continuesFrom,
      String node,
      long pid,
      String boot,
      EpochReason reason)
      implements LifecycleEvent {
    /** The version of the journal's format that this build writes and the highest it reads. */
    public static final int FORMAT = 1;
  }

  /** The last whole unit of the chain that an epoch continues. */
  record EpochPredecessor(long epoch, long seq, Digest digest, long bytes) {}

  /**
   * A session is opened.
   *
   * @param contests the session whose outcome this one contests
   * @param importedFrom what program the session comes from
   * @param project whose session it is beside the petitioner's; absent means {@link
   *     ProjectName#DEFAULT}
   * @param forkedFrom the round of another session that it begins with
   * @param facts what held then; absent in a journal that does not say
   */
  record SessionCreated(
      String task,
      @Nullable String reviewFocus,
      String petitioner,
      RunMode mode,
      PolicyRef policy,
      List<PanelMember> panel,
      ReviewLimits limits,
      Digest settingsDigest,
      @Nullable SessionId contests,
      @Nullable String importedFrom,
      @Nullable String project,
      @Nullable ForkOrigin forkedFrom,
      @Nullable OpeningFacts facts)
      implements LifecycleEvent {
    public SessionCreated {
      ValueChecks.text("task", task, 1, 4_000);
      ValueChecks.optional("review_focus", reviewFocus, 4_000);
      ValueChecks.text("petitioner", petitioner, 1, 64);
      ValueChecks.optional("imported_from", importedFrom, 200);
      ValueChecks.optional("project", project, 64);
      panel = ValueChecks.list(panel);
    }

    /** The same under other rules. */
    public SessionCreated under(PolicyRules rules) {
      PolicyRef other = new PolicyRef(policy.name(), policy.version(), policy.digest(), rules);
      return new SessionCreated(
          task,
          reviewFocus,
          petitioner,
          mode,
          other,
          panel,
          limits,
          settingsDigest,
          contests,
          importedFrom,
          project,
          forkedFrom,
          facts);
    }

    /** The project's name, also where the line names none. */
    public String inProject() {
      return project == null ? ProjectName.DEFAULT : project;
    }
  }

  /** A round of another session. */
  record ForkOrigin(SessionId session, int round) {}

  /**
   * A text to review.
   *
   * @param readAs what it was read as, for people
   * @param change which change of a repository it shows; absent for a text from elsewhere
   * @param patchDigest what it changes, see {@code git.PatchDigest}; absent for a plain text
   * @param context the files that are shown beside it; absent for none
   * @param exclusions the files of it that reviewers are not shown; absent for none
   */
  record ArtifactSubmitted(
      Artifact artifact,
      @Nullable Digest supersedes,
      List<SecretMatch> secretsFound,
      @Nullable String readAs,
      @Nullable ChangeIdentity change,
      @Nullable Digest patchDigest,
      @Nullable List<ContextFile> context,
      @Nullable List<ScopeExclusion> exclusions)
      implements LifecycleEvent {
    /** More are not listed one by one: the line stays far below its bound. */
    public static final int SECRETS_MAX = 100;

    public ArtifactSubmitted {
      secretsFound = ValueChecks.list(secretsFound);
      ValueChecks.within("secrets_found", secretsFound.size(), 0, SECRETS_MAX);
      readAs = readAs == null ? null : ValueChecks.cut(readAs, 1_000);
      context = context == null || context.isEmpty() ? null : List.copyOf(context);
      exclusions = exclusions == null || exclusions.isEmpty() ? null : List.copyOf(exclusions);
    }

    /** The files that are shown beside it. */
    public List<ContextFile> beside() {
      return context == null ? List.of() : context;
    }

    /** The files of it that reviewers are not shown. */
    public List<ScopeExclusion> excluded() {
      return exclusions == null ? List.of() : exclusions;
    }
  }

  /**
   * Material that was attached to the artifact; author and time are the line's.
   *
   * @param command what was run, for {@link EvidenceKind#EXECUTED}, else null
   * @param exitCode how it ended
   * @param environment where it ran, in a few words
   * @param origin how it came in
   * @param secretsFound what in it looks like a secret
   * @param finding the finding that it confirms or not; null for a caller's evidence
   */
  record EvidenceAttached(
      Artifact artifact,
      EvidenceKind kind,
      @Nullable String command,
      @Nullable Integer exitCode,
      @Nullable String environment,
      String origin,
      @Nullable List<SecretMatch> secretsFound,
      @Nullable String finding)
      implements LifecycleEvent {
    /** One that is about no finding alone. */
    public EvidenceAttached(
        Artifact artifact,
        EvidenceKind kind,
        @Nullable String command,
        @Nullable Integer exitCode,
        @Nullable String environment,
        String origin,
        @Nullable List<SecretMatch> secretsFound) {
      this(artifact, kind, command, exitCode, environment, origin, secretsFound, null);
    }

    public EvidenceAttached {
      secretsFound =
          secretsFound == null || secretsFound.isEmpty() ? null : List.copyOf(secretsFound);
      ValueChecks.optional("command", command, 1_000);
      ValueChecks.optional("environment", environment, 1_000);
      ValueChecks.text("origin", origin, 1, 64);
    }
  }

  /**
   * What another program's session was, whose files are attached as evidence.
   *
   * @param version the program's version as the session names it
   * @param openedAt when it was opened there, as it says
   * @param updatedAt when it was changed there last, as it says
   * @param rounds rounds that it completed
   * @param cost what it says it cost
   * @param events lines of its journal that can be read
   * @param outcome what it says it came to; absent where it was not finished
   * @param reason why, as it says
   * @param repairs what was wrong with it, for people
   */
  record SessionImported(
      String version,
      @Nullable String openedAt,
      @Nullable String updatedAt,
      int rounds,
      Money cost,
      long events,
      @Nullable String outcome,
      @Nullable String reason,
      List<String> repairs)
      implements LifecycleEvent {
    /** More are counted in the last one; the line stays below its bound. */
    public static final int REPAIRS_MAX = 50;

    public SessionImported {
      ValueChecks.text("version", version, 1, 64);
      ValueChecks.optional("opened_at", openedAt, 64);
      ValueChecks.optional("updated_at", updatedAt, 64);
      ValueChecks.optional("outcome", outcome, 64);
      ValueChecks.optional("reason", reason, 200);
      repairs = ValueChecks.list(repairs);
      ValueChecks.within("repairs", repairs.size(), 0, REPAIRS_MAX);
      repairs.forEach(repair -> ValueChecks.text("repair", repair, 1, 300));
    }
  }

  /** Three quarters of the session's money are spent; said once. */
  record BudgetWarned(Money spent, Money ceiling, int percent) implements LifecycleEvent {}

  /** A limit of the session, and of the running run, has another value. */
  record LimitChanged(LimitName limit, String from, String to) implements LifecycleEvent {}

  /**
   * A person steers the session; who it was is in the envelope.
   *
   * @param detail the reason, the constraint, or the peer that leaves
   * @param member who takes its place
   * @param ruling the file that need not be shown; null in lines of earlier versions
   */
  record SessionSteered(
      SteeringAction action,
      @Nullable String detail,
      @Nullable PanelMember member,
      @Nullable FileRuling ruling)
      implements LifecycleEvent {
    public SessionSteered(
        SteeringAction action, @Nullable String detail, @Nullable PanelMember member) {
      this(action, detail, member, null);
    }

    public SessionSteered {
      ValueChecks.optional("detail", detail, 1_000);
    }
  }

  record SessionCancelRequested(String reason) implements LifecycleEvent {
    public SessionCancelRequested {
      ValueChecks.optional("reason", reason, 1_000);
    }
  }

  record SessionEscalated(String reason, EscalationSeverity severity) implements LifecycleEvent {
    public SessionEscalated {
      ValueChecks.text("reason", reason, 1, 1_000);
    }
  }

  record SessionRecovered(String fromStep, int keptCalls, int indeterminateCalls, String node)
      implements LifecycleEvent {}

  /**
   * The end.
   *
   * @param receipt the digest of the receipt, which is made when the line is written; null before
   *     that, and in a store that makes none
   */
  record SessionFinalized(
      SessionOutcome outcome,
      EndReason reason,
      @Nullable String detail,
      @Nullable FinalText finalText,
      Money cost,
      @Nullable TextRef receipt)
      implements LifecycleEvent {
    public SessionFinalized {
      ValueChecks.optional("detail", detail, 1_000);
    }

    /** The same end with its receipt. */
    public SessionFinalized sealed(TextRef made) {
      return new SessionFinalized(outcome, reason, detail, finalText, cost, made);
    }
  }

  /** The approved bytes and the name of the view that shows them; {@code final} in the journal. */
  record FinalText(Digest sha256, String path) {}

  /**
   * The only line after the end.
   *
   * @param link the session that the note is about; null for a note about none
   * @param terms what that session has otherwise; absent for nothing, and in lines of earlier
   *     versions
   */
  record AppendixNoted(
      String kind, String detail, @Nullable SessionId link, @Nullable ContestTerms terms)
      implements LifecycleEvent {
    /** Another session contests this one's outcome: {@link #link} is its id. */
    public static final String CONTESTED_BY = "contested_by";

    public AppendixNoted {
      ValueChecks.text("kind", kind, 1, 32);
      ValueChecks.optional("detail", detail, 1_000);
    }
  }
}
