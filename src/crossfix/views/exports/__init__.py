"""What a case holds, in the forms that others use: one module a form, each a plugin.

Reports reach a form only through :class:`~crossfix.views.exports.shielding.Shield`, which
takes out what must not be shown; a form is fed one report at a time, so that a case of any
size can be written.
"""
