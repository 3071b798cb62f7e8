package crossreview.coverage;

import crossreview.coverage.ArtifactScope.FileParts;
import crossreview.diff.UnifiedDiff.DiffFile;
import crossreview.model.call.PromptSection;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * Divides the parts of a diff into sections that fit into a window: whole files, then whole hunks;
 * nothing is cut, and the order stays. Pure; time linear in the diff.
 *
 * @param sections the parts of each section
 * @param tooLarge the parts that fit into none, or come after the last section
 */
public record DiffSplit(List<BitSet> sections, BitSet tooLarge) {
  /** Each section is a paid call; a larger change needs a larger window, or several reviews. */
  public static final int SECTIONS_MAX = PromptSection.SECTIONS_MAX;

  /**
   * Divides.
   *
   * @param wanted the parts that are to be shown
   * @param bytesMax how long the text of a section may be in UTF-8
   */
  public static DiffSplit of(ArtifactScope artifactScope, BitSet wanted, long bytesMax) {
    SectionPacker packer = new SectionPacker(artifactScope, wanted, bytesMax);
    packer.files();
    return packer.split();
  }

  /** Fills one section after the other. */
  private static final class SectionPacker {
    private final ArtifactScope artifactScope;
    private final BitSet wanted;
    private final long bytesMax;
    private final List<BitSet> sections = new ArrayList<>();
    private final BitSet tooLarge = new BitSet();
    private BitSet open = new BitSet();
    private long used;

    SectionPacker(ArtifactScope artifactScope, BitSet wanted, long bytesMax) {
      this.artifactScope = artifactScope;
      this.wanted = wanted;
      this.bytesMax = bytesMax;
    }

    void files() {
      List<DiffFile> all = artifactScope.textAnalysis().files();
      List<String> preamble = artifactScope.textAnalysis().diff().orElseThrow().preamble();
      used = wanted.get(1) ? DiffExcerpt.bytes(preamble) : 0;
      for (int i = 0; i < all.size(); i++) {
        FileParts span = artifactScope.files().get(i);
        BitSet parts = wanted.get(0, span.last() + 1);
        parts.clear(0, span.first());
        if (!parts.isEmpty()) {
          file(all.get(i), span, parts);
        }
      }
      close();
    }

    private void file(DiffFile file, FileParts span, BitSet parts) {
      long header = DiffExcerpt.headerBytes(file, span.leftOut());
      long whole = header + parts.stream().mapToLong(part -> bytes(file, span, part)).sum();
      if (used + whole > bytesMax) {
        close();
      }
      boolean begun = false;
      for (int part : parts.stream().toArray()) {
        long own = bytes(file, span, part);
        if (begun && used + own > bytesMax) {
          close();
          begun = false;
        }
        long cost = own + (begun ? 0 : header);
        if (used + cost <= bytesMax) {
          open.set(part);
          used += cost;
          begun = true;
        } else {
          tooLarge.set(part);
          used = 0; // what is before the first file goes with the first part
        }
      }
    }

    /** The bytes of a part beside the header of its file. */
    private static long bytes(DiffFile file, FileParts span, int part) {
      long hunk =
          span.leftOut() || file.hunks().isEmpty()
              ? 0
              : DiffExcerpt.bytes(file.hunks().get(part - span.first()));
      return hunk + (part == span.last() ? DiffExcerpt.bytes(file.trailer()) : 0);
    }

    private void close() {
      if (!open.isEmpty()) {
        if (sections.size() < SECTIONS_MAX) {
          sections.add(open);
        } else {
          tooLarge.or(open);
        }
        used = 0;
      }
      open = new BitSet();
    }

    DiffSplit split() {
      return new DiffSplit(List.copyOf(sections), tooLarge);
    }
  }
}
