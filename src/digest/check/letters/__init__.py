"""One message, looked at as those who receive it will: bytes -> what is wrong in it.

Read study first (all that the rules are asked of); message takes the bytes apart, tags
and page the HTML, looks what each element comes to, sheets the style sheets; rules/ ask
what must hold. What made the letter is not asked, and nothing is fetched.
"""
