/// Who changed what, when, from where and why: one row for each changed thing, found by filters, read page by page or
/// taken out as a file. The rows are an index of the events; what they say is read from the events themselves.
@NullMarked
package io.mandate.query.audit;

import org.jspecify.annotations.NullMarked;
