package crossreview.operation.artifact;

import crossreview.codec.FieldRules.Description;
import crossreview.codec.FieldRules.ItemCount;
import crossreview.codec.FieldRules.ItemRule;
import crossreview.codec.FieldRules.TextLength;
import crossreview.codec.FieldRules.TextPattern;
import crossreview.model.PathGlob;
import crossreview.model.material.ChangeIdentity;
import crossreview.model.material.ContextFile;
import crossreview.model.material.ContextKind;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A file beside an artifact, as a caller sends it. */
public record ContextInput(
    @Description(
            "rule: what the repository wants reviewers to respect. attached: another file. after"
                + " and before: a changed file, whole.")
        ContextKind kind,
    @Description("Its path from the top of the repository, or its name.")
        @TextLength(max = ContextFile.PATH_MAX)
        String path,
    @Description("The commit whose file it is.") @TextPattern(ChangeIdentity.GIT_ID)
        @Nullable String commit,
    @Description("For a rule: the files that it is about; all by default.")
        @ItemCount(min = 1, max = ContextFile.GLOBS_MAX)
        @ItemRule(value = "*, ? and **.", max = PathGlob.LENGTH_MAX)
        @Nullable List<String> globs,
    @Description("The whole file; absent where it is left out.") @Nullable String text,
    @Description("Why it is left out; reviewers are told.")
        @TextLength(max = ContextFile.OMITTED_MAX)
        @Nullable String omitted) {}
