/** The part of {@code crossreview.journal} that is about file. */
package crossreview.journal.file;
