package crossreview.prompt;

import org.jspecify.annotations.Nullable;

/**
 * What of an artifact is put before a peer that is not shown all of it.
 *
 * @param text some hunks of the diff, as they are written
 * @param section which section of the artifact it is, from 1
 * @param sections how many there are; 1 where only excluded files are left out
 * @param carriedFrom the round from which the other hunks are carried over
 * @param files every changed file with its size and why it is left out, one JSON object per line
 */
public record PromptExcerpt(
    String text, int section, int sections, @Nullable Integer carriedFrom, String files) {}
