/// What happens to a principal: a person, a service or a page.
/// Personal fields are [io.mandate.events.values.PersonalText] and are stored under the key of the user only.
@NullMarked
package io.mandate.events.user;

import org.jspecify.annotations.NullMarked;
