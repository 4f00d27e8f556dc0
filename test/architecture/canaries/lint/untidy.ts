export   const   wide = "double quotes"
