package crossreview.settings;

import crossreview.linter.LinterSpec;
import crossreview.linter.ProofSpec;
import crossreview.model.Money;
import crossreview.sandbox.SandboxPolicy;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A program.
 *
 * @param model what it says it is, in panels and reports
 * @param family peers of one family count as one opinion in reports
 * @param environment names of our variables that it sees
 * @param callUsd what a call costs at most; null if not set
 * @param linter how its report is read; null for a program that answers with a verdict
 * @param proof how its exit code is read if it is run about findings; null for any other program
 */
public record CommandEntry(
    List<String> program,
    String model,
    String family,
    List<String> environment,
    Duration time,
    @Nullable Money callUsd,
    SandboxPolicy sandboxPolicy,
    @Nullable LinterSpec linter,
    @Nullable ProofSpec proof)
    implements Settings.PeerSpec {}
