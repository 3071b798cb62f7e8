/**
 * Tests that stop an owner in the middle of its work, let another one take over, and let the first
 * one go on.
 */
package crossreview.fence;
